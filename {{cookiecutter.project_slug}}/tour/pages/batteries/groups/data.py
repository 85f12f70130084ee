from django.utils.translation import gettext_lazy as _

from . import Battery

BATTERIES = [
    Battery(
        name=_("Models and queries"),
        what=_("Tables as classes, questions in Python, for several databases"),
        modules=("django.db",),
        docs="https://docs.djangoproject.com/en/6.1/topics/db/models/",
        elsewhere=_("SQLAlchemy or SQLModel, with an engine and sessions to set up and to close."),
    ),
    Battery(
        name=_("Migrations"),
        what=_("The history of the tables, written by a program and read by people"),
        modules=("django.db.migrations",),
        docs="https://docs.djangoproject.com/en/6.1/topics/migrations/",
        elsewhere=_("Alembic, to be told where the models are."),
    ),
    Battery(
        name=_("Transactions"),
        what=_("All of it or none of it"),
        modules=("django.db.transaction",),
        docs="https://docs.djangoproject.com/en/6.1/topics/db/transactions/",
        elsewhere=_("Nothing: transactions are part of SQLAlchemy."),
    ),
    Battery(
        name=_("Several databases"),
        what=_("Which one a query goes to: a copy to read from, or the original"),
        modules=(
            "django.db.router",
            "django.db.connections",
            "django.db.DEFAULT_DB_ALIAS",
        ),
        docs="https://docs.djangoproject.com/en/6.1/topics/db/multi-db/",
        elsewhere=_(
            "A session class of one's own for SQLAlchemy, or the binds of Flask-SQLAlchemy."
        ),
    ),
    Battery(
        name=_("Forms"),
        what=_("Fields, errors and HTML, from a model or by hand"),
        modules=("django.forms",),
        docs="https://docs.djangoproject.com/en/6.1/topics/forms/",
        elsewhere=_(
            "WTForms with Flask-WTF. FastAPI checks what comes in with Pydantic, and leaves "
            "the HTML to you."
        ),
    ),
    Battery(
        name=_("Validators"),
        what=_("Rules for values, for the form, the admin and the API alike"),
        modules=("django.core.validators",),
        docs="https://docs.djangoproject.com/en/6.1/ref/validators/",
        elsewhere=_("Those of WTForms and those of Pydantic: two places to keep the same."),
    ),
    Battery(
        name=_("Files and storage"),
        what=_("Uploads, and where they are kept"),
        modules=("django.core.files",),
        docs="https://docs.djangoproject.com/en/6.1/topics/files/",
        elsewhere=_(
            "Werkzeug takes uploads in. Where they are kept is code of one's own, or fsspec."
        ),
    ),
    Battery(
        name=_("Signals"),
        what=_("One app hears of what happens in another"),
        modules=(
            "django.dispatch",
            "django.core.signals",
            "django.db.models.signals",
            "django.contrib.auth.signals",
        ),
        docs="https://docs.djangoproject.com/en/6.1/topics/signals/",
        elsewhere=_("blinker, which comes with Flask, and the events of SQLAlchemy."),
    ),
    Battery(
        name=_("Content types"),
        what=_("A list of all models, for permissions and for links to any of them"),
        modules=("django.contrib.contenttypes",),
        docs="https://docs.djangoproject.com/en/6.1/ref/contrib/contenttypes/",
        elsewhere=_("generic_relationship() of SQLAlchemy-Utils, or a table of one's own."),
    ),
]
