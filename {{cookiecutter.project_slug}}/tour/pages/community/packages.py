"""The packages of pyproject.toml: what they are, what they spare, and why they are here."""

import re
import tomllib
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext_lazy as _

SPARES = {
    "django": _("An ORM, forms, migrations and an admin of four projects, joined by hand"),
    "argon2-cffi": _("PBKDF2, Django's default, which costs attackers hardly any memory"),
    "django-allauth": _("Own pages for sign-up, verified addresses and second factors"),
    "django-cleanup": _("Signal handlers that delete files, for each model that has some"),
    "django-environ": _("pydantic-settings: six packages more, and no database URLs"),
    "django-htmx": _("A front end in JavaScript, with a build step and an API of its own"),
    "django-ninja": _("Django REST framework, with drf-spectacular for OpenAPI"),
    "django-permissions-policy": _("A middleware of our own that writes the header"),
    "django-tasks-db": _("Celery, with a message broker to run beside the database"),
    "granian": _("Gunicorn for WSGI, and Uvicorn for ASGI"),
    "markdown-it-py": _("Python-Markdown, or an editor for HTML"),
    "nh3": _("bleach, or an own list of dangerous tags"),
    "pillow": _("Nothing: ImageField works with no other package"),
    "pygments": _("A script such as highlight.js on each page with code"),
    "python-json-logger": _("structlog, or an own formatter"),
    "whitenoise": _("nginx, or a CDN, for style sheets and scripts"),
}
HOME = ["homepage", "repository", "source", "source code", "github", "code", "project"]
MIT = "Permission is hereby granted, free of charge"  # How its text begins.
REGISTRY = "pypi.org"  # Where a package is fetched says nothing about it.


@dataclass(frozen=True)
class Package:
    """A package that pyproject.toml names, with the reason that stands behind it there."""

    name: str
    reason: str = ""

    @cached_property
    def meta(self):
        """Return what the installed package says of itself, or None."""
        try:
            return metadata(self.name)
        except PackageNotFoundError:
            return None

    @property
    def version(self):
        """Return the installed version."""
        return self.meta["Version"] if self.meta else None

    @property
    def licence(self):
        """Return the licence in the words of the authors, the shortest that they give."""
        if not self.meta:
            return None
        classifiers = (text.rpartition(" :: ") for text in self.meta.get_all("Classifier", []))
        named = [name for kind, _, name in classifiers if kind.startswith("License")]
        text = self.meta.get("License", "")
        if MIT in text:  # The whole text, and no name.
            named.append("MIT")
        short = self.meta.get("License-Expression") or (text if "\n" not in text else "")
        full = short or next(iter(named), "")
        return full.removesuffix(" License").removesuffix(" Software")

    @property
    def home(self):
        """Return the address of its home page, or of its code."""
        if not self.meta:
            return None
        pairs = (text.partition(", ") for text in self.meta.get_all("Project-URL", []))
        urls = {label.lower(): url for label, _, url in pairs if REGISTRY not in urlsplit(url)[1]}
        named = next((urls[label] for label in HOME if label in urls), None)
        return named or self.meta.get("Home-page") or next(iter(urls.values()), None)

    @property
    def spares(self):
        """Return what one has without it, in a few words."""
        return SPARES.get(self.name, "")


def pyproject():
    """Return the text of pyproject.toml."""
    return Path(settings.BASE_DIR, "pyproject.toml").read_text(encoding="utf-8")


def packages():
    """Return the packages that the site cannot do without."""
    return named(tomllib.loads(pyproject())["project"]["dependencies"])


def groups():
    """Return a dictionary: each extra and each group of tools, to its packages."""
    data = tomllib.loads(pyproject())
    chosen = data["project"].get("optional-dependencies", {}) | data.get("dependency-groups", {})
    return {name: named(needed) for name, needed in chosen.items()}


def named(needed):
    """Return the Package of each requirement, such as `pillow>=13`."""
    reasons = dict(re.findall(r'^ *"([\w.-]+)[^"]*",? *# *(.+)$', pyproject(), re.MULTILINE))
    names = [re.split(r"[^\w.-]", requirement)[0] for requirement in needed]
    return [Package(name, reasons.get(name, "")) for name in names]
