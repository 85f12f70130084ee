"""Every package says why it is here."""

import tomllib

from django.conf import settings


def test_every_package_says_why_it_is_here():
    text = (settings.BASE_DIR / "pyproject.toml").read_text(encoding="utf-8")
    dependencies = tomllib.loads(text)["project"]["dependencies"]

    for dependency in dependencies:
        line = next(line for line in text.splitlines() if f'"{dependency}"' in line)
        assert "#" in line, dependency
