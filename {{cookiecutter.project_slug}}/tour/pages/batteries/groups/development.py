from django.utils.translation import gettext_lazy as _

from . import Battery

BATTERIES = [
    Battery(
        name=_("Settings"),
        what=_("One file, with a default for what it leaves out"),
        modules=("django.conf",),
        docs="https://docs.djangoproject.com/en/6.1/topics/settings/",
        elsewhere=_("Flask has app.config. FastAPI advises pydantic-settings."),
    ),
    Battery(
        name=_("Apps"),
        what=_("Parts with models, pages, templates, tests and commands of their own"),
        modules=("django.apps",),
        docs="https://docs.djangoproject.com/en/6.1/ref/applications/",
        elsewhere=_(
            "Blueprints of Flask hold pages and commands, routers of FastAPI addresses. "
            "Models and migrations are arranged by hand."
        ),
    ),
    Battery(
        name=_("Commands"),
        what=_("manage.py with the commands of all apps"),
        modules=("django.core.management",),
        docs="https://docs.djangoproject.com/en/6.1/howto/custom-management-commands/",
        elsewhere=_("Flask brings Click. With FastAPI it is Typer, or scripts of one's own."),
    ),
    Battery(
        name=_("Checks"),
        what=_("Settings that cannot be meant, found before the site starts"),
        modules=("django.core.checks",),
        docs="https://docs.djangoproject.com/en/6.1/topics/checks/",
        elsewhere=_("Neither has them: scripts and tests of one's own."),
    ),
    Battery(
        name=_("Servers"),
        what=_("One door for threads and one for asyncio"),
        modules=(
            "django.core.wsgi",
            "django.core.handlers.asgi",
        ),
        docs="https://docs.djangoproject.com/en/6.1/howto/deployment/",
        elsewhere=_("Each has one door of its own: WSGI in Flask, ASGI in FastAPI."),
    ),
    Battery(
        name=_("Tools for Python"),
        what=_("Values computed once, modules found by name, a server that sees changes"),
        modules=("django.utils",),
        docs="https://docs.djangoproject.com/en/6.1/ref/utils/",
        elsewhere=_(
            "functools and importlib, which are part of Python; reloading is part of Flask "
            "and of Uvicorn."
        ),
    ),
]
