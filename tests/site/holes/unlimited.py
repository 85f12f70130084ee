"""Settings of a site that answers scanners, however often they ask."""

from config.settings import *  # noqa: F403

ACCOUNT_RATE_LIMITS = False
RATE_LIMITS = {"writes": 10**6, "api": 10**6}
