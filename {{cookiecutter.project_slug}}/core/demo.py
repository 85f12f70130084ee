"""
Demo users and demo data.

Each app may have a module `demo` with a function `load()` that adds its own data, and adds
nothing when called again. Apps are asked in the order of INSTALLED_APPS.
"""

from importlib import import_module

from django.apps import apps
from django.db import transaction
from django.utils.module_loading import module_has_submodule

PASSWORD = "correct-horse-battery"  # noqa: S105

# Email address: name, role, groups
USERS = {
    "admin@example.com": ("Ada Admin", "may do everything", []),
    "editor@example.com": ("Edith Editor", "edits every post, in the admin too", ["Editors"]),
    "moderator@example.com": ("Mo Moderator", "approves comments in the admin", ["Moderators"]),
    "author@example.com": ("Arthur Author", "writes posts", ["Authors"]),
    "reader@example.com": ("Rita Reader", "reads and comments", []),
}


@transaction.atomic
def load_all():
    """Load the demo data of every app, all of it or none."""
    for config in apps.get_app_configs():
        if config.name != "core" and module_has_submodule(config.module, "demo"):
            import_module(f"{config.name}.demo").load()
