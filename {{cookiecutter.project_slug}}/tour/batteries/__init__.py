"""The inventory: what comes with Django, in groups."""

from django.utils.translation import gettext_lazy as _

from . import data, development, mail, pages, people, security

GROUPS = [
    (_("People"), people.BATTERIES),
    (_("Pages"), pages.BATTERIES),
    (_("Data"), data.BATTERIES),
    (_("Mail and tasks"), mail.BATTERIES),
    (_("Security"), security.BATTERIES),
    (_("Development"), development.BATTERIES),
]

MODULES = {module: item for _title, group in GROUPS for item in group for module in item.modules}
