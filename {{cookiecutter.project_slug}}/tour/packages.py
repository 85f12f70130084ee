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
    "django": _("Parts of a dozen authors, tied together by hand"),
    "argon2-cffi": _("Passwords that a graphics card finds out in an afternoon"),
    "django-allauth": _("Pages for sign-up, lost passwords and second factors, and their holes"),
    "django-cleanup": _("Files on the disk that no row knows any more"),
    "django-environ": _("Addresses of databases and mail servers, taken apart by hand"),
    "django-htmx": _("A second program in JavaScript, with a build of its own"),
    "django-ninja": _("Checks of JSON by hand, and a description that falls behind the code"),
    "django-tasks-db": _("A message broker beside the database, to install and to watch"),
    "granian": _("Two programs: one that speaks HTTP, and one that restarts it"),
    "markdown-it-py": _("HTML typed by authors, and an editor that makes it"),
    "nh3": _("A list of all that is dangerous in HTML, which is never complete"),
    "pillow": _("Trust in the ending of a file's name"),
    "pygments": _("A rule for each word of each language that has a colour"),
    "python-json-logger": _("Regular expressions that read a log written for people"),
    "tqdm": _("Waiting without knowing for how long"),
    "whitenoise": _("A second server for style sheets and scripts"),
}
HOME = ["homepage", "repository", "source", "source code", "github", "code", "project"]
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
        return self.meta.get("License-Expression") or (text if "\n" not in text else "") or named[0]

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
