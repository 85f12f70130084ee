"""Settings that take protections off, so that scanners have something to find."""

from holes.unlimited import *  # noqa: F403

ROOT_URLCONF = "holes.urls"
SECURE_CSP = {}
SECURE_HSTS_SECONDS = 0
