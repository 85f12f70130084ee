"""
Settings of the checks: those of the tests, with a database in memory.

The learner's directory is a package; where it has models, it is an app of the site.
"""

import os
from pathlib import Path

from tests.settings import *  # noqa: F403
from tests.settings import INSTALLED_APPS, TEMPLATES

MEMORY = {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}
DATABASES = {"default": MEMORY.copy()}

DIRECTORY = Path(os.environ["LEARN_DIRECTORY"])
TEMPLATES = [TEMPLATES[0] | {"DIRS": [DIRECTORY / "templates"]}]
if (DIRECTORY / "models.py").is_file():
    INSTALLED_APPS = [*INSTALLED_APPS, DIRECTORY.name]
