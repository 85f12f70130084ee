"""The batteries that this site uses, with where it does."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from .groups import Battery, data, development, mail, pages, people, security
from .uses import Use, all_uses

GROUPS = [
    (_("People"), people.BATTERIES),
    (_("Pages"), pages.BATTERIES),
    (_("Data"), data.BATTERIES),
    (_("Mail and tasks"), mail.BATTERIES),
    (_("Security"), security.BATTERIES),
    (_("Development"), development.BATTERIES),
]

MODULES = {module: item for _title, group in GROUPS for item in group for module in item.modules}


@dataclass(frozen=True)
class Row:
    """A battery, and where this site uses it: at least in one place."""

    battery: Battery
    uses: list[Use]


def inventory():
    """Return (title, rows) of each group; what this site does not use has no row."""
    found: dict[Battery | None, list[Use]] = {}
    for use in all_uses():
        found.setdefault(battery_of(use.name), []).append(use)
    return [
        (title, [Row(battery, found[battery]) for battery in group if battery in found])
        for title, group in GROUPS
    ]


def battery_of(name):
    """Return the battery that something of Django belongs to, by its longest module, or None."""
    while name and name not in MODULES:
        name = name.rpartition(".")[0]
    return MODULES.get(name)
