"""
Demo users and demo data, from the modules that apps name in `demo` of their SiteApp.

`USERS` lists people who work with the app; `load()` adds data, and nothing when called again.
"""

from dataclasses import dataclass, replace
from importlib import import_module

from django.db import transaction

from .apps import site_apps

PASSWORD = "correct-horse-battery"  # noqa: S105


@dataclass(frozen=True)
class DemoUser:
    """Somebody to sign in as, and what they are there for; without `about`, an extra."""

    email: str
    name: str
    about: str = ""
    roles: tuple[str, ...] = ()
    is_staff: bool = False
    is_superuser: bool = False


def modules():
    """Return the demo modules that the apps declare."""
    return [import_module(config.demo) for config in site_apps() if config.demo]


def users():
    """Return the demo users; one that several apps name has the roles of all of them."""
    found: dict[str, DemoUser] = {}
    for module in modules():
        for user in getattr(module, "USERS", []):
            first = found.get(user.email, replace(user, about="", roles=(), is_staff=False))
            found[user.email] = replace(
                first,
                about=", ".join(filter(None, [first.about, user.about])),
                roles=first.roles + user.roles,
                is_staff=first.is_staff or user.is_staff,
            )
    return list(found.values())


@transaction.atomic
def load_all():
    """Load the demo data of every app, all of it or none."""
    for module in modules():
        module.load()
