"""
Demo users and demo data.

Each app may have a module `demo` with a function `load()` that adds its own data, and adds
nothing when called again. Apps are asked in the order of INSTALLED_APPS.
"""

from importlib import import_module
from typing import NamedTuple

from django.apps import apps
from django.db import transaction
from django.utils.module_loading import module_has_submodule

PASSWORD = "correct-horse-battery"  # noqa: S105


class DemoUser(NamedTuple):
    """Somebody to sign in as, and what they are there for."""

    email: str
    name: str
    about: str
    roles: tuple[str, ...] = ()
    is_staff: bool = False
    is_superuser: bool = False


USERS = [
    DemoUser(
        email="admin@example.com",
        name="Ada Admin",
        about="may do everything",
        is_staff=True,
        is_superuser=True,
    ),
    DemoUser(
        email="editor@example.com",
        name="Edith Editor",
        about="edits every post, in the admin too",
        roles=("Editors",),
        is_staff=True,
    ),
    DemoUser(
        email="moderator@example.com",
        name="Mo Moderator",
        about="approves comments in the admin",
        roles=("Moderators",),
        is_staff=True,
    ),
    DemoUser(
        email="author@example.com",
        name="Arthur Author",
        about="writes posts",
        roles=("Authors",),
    ),
    DemoUser(
        email="reader@example.com",
        name="Rita Reader",
        about="reads and comments",
    ),
]


@transaction.atomic
def load_all():
    """Load the demo data of every app, all of it or none."""
    for config in apps.get_app_configs():
        if config.name != "core" and module_has_submodule(config.module, "demo"):
            import_module(f"{config.name}.demo").load()
