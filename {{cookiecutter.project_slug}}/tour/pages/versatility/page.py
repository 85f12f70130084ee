from django.apps import apps
from django.utils.translation import gettext_lazy as _

from tour.pages.base import TourPage
from tour.sources import shared_parts

from . import sharing
from .formats import EVERY_MODEL, examples


class VersatilityPage(TourPage):
    """What sites of different kinds share, and how many forms one row takes."""

    key = "versatility"
    claim = _("The same parts make sites of different kinds, as pages and as JSON.")

    def demonstrate(self):
        """Return the lines of all parts, who imports what, and a row in one of its formats."""
        common = sharing.parts(shared_parts())
        shared = sum(part.total for part in common)
        sites = sharing.sites(shared)
        return {
            "common": common,
            "shared": shared,
            "sites": sites,
            "together": shared + sum(site.part.total for site in sites),
            "apart": sum(site.total for site in sites),
            "widest": max(site.total for site in sites),
            "modules": sharing.shared_modules(),
            **self.row(),
        }

    def row(self):
        """Return the row of the chosen app, in the chosen format."""
        found = examples()
        label = self.chosen("app", list(found))
        formats = {item.key: item for item in [*found[label].FORMATS, *EVERY_MODEL]}
        chosen = formats[self.chosen("format", list(formats))]
        row = found[label].example()
        return {
            "examples": [apps.get_app_config(name) for name in found],
            "label": label,
            "formats": formats.values(),
            "format": chosen,
            "row": row,
            "shown": chosen.show(row, self.request) if row else None,
        }

    def no_format(self):
        """Return why the chosen app lacks a form that others have, or an empty text."""
        found = examples()
        return getattr(found[self.chosen("app", list(found))], "NO_FORMAT", "")

    def chosen(self, name, choices):
        """Return the choice in the address, or the first where it is none."""
        choice = self.request.GET.get(name)
        return choice if choice in choices else choices[0]
