"""
Settings of the tests: those of production, whatever .env says, with the differences below.

So a clone without .env can run the tests. DATABASE_URL may be set, to test on another
server.
"""

import os
import re

from config.environment import EXAMPLES

# An empty variable is one that is not set, and .env does not change one that is there.
for name in re.findall(r"^(?:# )?([A-Z_]+)=", EXAMPLES.read_text(encoding="utf-8"), re.MULTILINE):
    if name != "DATABASE_URL":
        os.environ[name] = ""
os.environ["SECRET_KEY"] = "for-tests-only-for-tests-only-for-tests-only-for-tests-only"
os.environ["ALLOWED_HOSTS"] = "testserver,localhost"

from config.settings import *  # noqa: E402, F403
from config.settings import (  # noqa: E402
    BASE_DIR,
    CACHES,
    DATABASES,
    INSTALLED_APPS,
    MIDDLEWARE,
    STORAGES,
    TASKS,
)

# The test client speaks http.
SECURE_SSL_REDIRECT = False

# Tests compare texts in English, and times in UTC, whatever the site speaks and wherever it is.
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("de", "Deutsch")]
TIME_ZONE = "UTC"

# Decisions of the owner that tests of other things must not depend on.
ADMIN_PATH = "admin/"
RATE_LIMITS = {"writes": 60, "api": 300}
SIGNUP_OPEN = True

# The hasher of production is slow on purpose.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# Pages are made anew for each request, but in the tests of the cache itself.
CACHES["volatile"] = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}

# Static files are used where they lie, without collecting them first.
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
STATIC_ROOT = None  # type: ignore[assignment]

# Tasks are done at once. The tests of the queue itself use the one of production.
TASKS["default"]["BACKEND"] = "django.tasks.backends.immediate.ImmediateBackend"

# SQLite in a file, as in production: in memory, threads would not wait for one another.
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["TEST"] = {"NAME": BASE_DIR / "test.sqlite3"}
    # Nobody needs the rows of tests after the machine has lost its power.
    DATABASES["default"]["OPTIONS"]["init_command"] += "; PRAGMA synchronous=OFF"

# Tests sign staff in without a second factor, but for those of the second factor itself.
ADMIN_SECOND_FACTOR = False

# A page that asks the database again for each row of a list fails its test, and says where.
INSTALLED_APPS += ["zeal"]
MIDDLEWARE += ["tests.n_plus_one.NPlusOneMiddleware"]
ZEAL_ALLOWLIST = [
    {"model": "*", "field": "get()"},  # Packages get their rows one by one: sessions, addresses.
    {"model": "accounts.SecurityEvent", "field": "user"},  # A page shows what the mistake costs.
]
