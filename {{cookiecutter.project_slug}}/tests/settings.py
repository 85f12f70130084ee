"""
Settings of the tests: those of production, whatever .env says, with four differences.

So a clone without .env can run the tests. DATABASE_URL and CACHE_URL may be set, to test
on another server.
"""

import os

os.environ["DEBUG"] = "off"
os.environ["SECRET_KEY"] = "for-tests-only-for-tests-only-for-tests-only-for-tests-only"
os.environ["ALLOWED_HOSTS"] = "testserver,localhost"
os.environ["TIME_ZONE"] = "UTC"

from config.settings import *  # noqa: F403
from config.settings import STORAGES

# The test client speaks http.
SECURE_SSL_REDIRECT = False

# The hasher of production is slow on purpose.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# Static files are used where they lie, without collecting them first.
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
STATIC_ROOT = None
