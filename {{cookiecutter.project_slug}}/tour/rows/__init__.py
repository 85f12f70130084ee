"""
The rows of the map of advantages, one module for each app, and what a row consists of.

A module has ROWS, and may have what the app brings to the pages: QUERIES, FORMATS, STEP, `queue`.
"""

from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tour.excerpts import Excerpt

DOCS = "https://docs.djangoproject.com/en/6.1/"

# The advantages of Django, in the order of the map.
ADVANTAGES = {
    "framework": _("High-level framework"),
    "rapid": _("Rapid, DRY development"),
    "batteries": _("Batteries included"),
    "orm": _("ORM"),
    "community": _("Community and documentation"),
    "security": _("Security"),
    "scalability": _("Scalability"),
    "transfer": _("Skills that transfer"),
    "versatility": _("Versatility"),
}


@dataclass(frozen=True, kw_only=True)
class Feature:
    """
    One thing in this project that shows an advantage of Django, and how to check that.

    `advantage` is a key of ADVANTAGES, `code` a file and a name in it, `see` a path on this
    site, `docs` a page below DOCS, `proofs` are pytest node ids.
    """

    advantage: str
    feature: Promise  # a translatable sentence
    code: str
    see: str
    docs: str
    proofs: tuple[str, ...]

    @property
    def title(self):
        """Return the name of the advantage."""
        return ADVANTAGES[self.advantage]

    @property
    def file(self):
        """Return the file of the code, relative to the project."""
        return self.code.partition("::")[0]

    @property
    def symbol(self):
        """Return the name of the class, function or section in the file."""
        return self.code.partition("::")[2]

    @property
    def excerpt(self):
        """Return the code, as it is in the file now."""
        return Excerpt(self.code)

    @property
    def line(self):
        """Return the number of the line where the code begins."""
        return self.excerpt.line

    @property
    def docs_url(self):
        """Return the address of the page in Django's documentation."""
        return DOCS + self.docs

    @property
    def command(self):
        """Return what to type to run the proofs of the advantage."""
        return f"uv run manage.py advantages --prove {self.advantage}"


def modules():
    """Return the modules of this package: those of parts that were removed are gone."""
    return [import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__)]
