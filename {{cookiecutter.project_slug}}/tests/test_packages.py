"""Packages and features of Django say why they are here, and where to read on."""

import re
import tomllib

import django
from django.conf import settings

MANUAL = f"https://docs.djangoproject.com/en/{django.VERSION[0]}.{django.VERSION[1]}/"


def test_every_package_says_why_it_is_here():
    text = (settings.BASE_DIR / "pyproject.toml").read_text(encoding="utf-8")
    dependencies = tomllib.loads(text)["project"]["dependencies"]

    for dependency in dependencies:
        line = next(line for line in text.splitlines() if f'"{dependency}"' in line)
        assert "#" in line, dependency


def test_every_row_of_the_map_links_to_the_manual_of_the_installed_version():
    readme = (settings.BASE_DIR / "README.md").read_text(encoding="utf-8")
    rows = re.search("<!-- map -->(.+)<!-- /map -->", readme, re.DOTALL)[1].split("\n")[3:-1]

    assert rows
    for row in rows:
        assert f"]({MANUAL}" in row
