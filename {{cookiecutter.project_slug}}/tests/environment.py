"""
Set the environment of the tests, before pytest-django reads the settings.

The tests run with the settings of production, whatever .env says, so that a clone without
.env can run them. DATABASE_URL and CACHE_URL may be set, to test on another server.
"""

import os

os.environ["DEBUG"] = "off"
os.environ["SECRET_KEY"] = "for-tests-only-for-tests-only-for-tests-only-for-tests-only"
os.environ["ALLOWED_HOSTS"] = "testserver,localhost"
