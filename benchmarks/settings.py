"""Settings of the tests, without limits of requests a minute."""

from tests.settings import *  # noqa: F403

RATE_LIMITS = {"writes": 10**9, "api": 10**9}
