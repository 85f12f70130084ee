"""Ideas that have a name in Django, a place in this project, and other names elsewhere."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tour.excerpts import Excerpt


def short(name):
    """Return a dotted name without the package that leads to it."""
    return ".".join(name.split(".")[-2:])


@dataclass(frozen=True, kw_only=True)
class Concept:
    """
    An idea, in one sentence, and what it is called.

    `django` is a dotted name, `here` code of this project, `elsewhere` maps the name of a
    package to a dotted name in it.
    """

    idea: Promise
    django: str
    here: str
    elsewhere: dict[str, str]

    @property
    def name(self):
        """Return the name in Django, as one speaks of it."""
        return short(self.django)

    @property
    def names(self):
        """Return each package with the name in it, as one speaks of it."""
        return [(package, short(name)) for package, name in self.elsewhere.items()]

    @property
    def excerpt(self):
        """Return the code in this project, as it is now."""
        return Excerpt(self.here)


REQUEST = [
    Concept(
        idea=_("A server calls one function for each request. WSGI is the standard for that."),
        django="django.core.wsgi.get_wsgi_application",
        here="config/wsgi.py::application",
        elsewhere={"Flask": "flask.Flask.wsgi_app"},
    ),
    Concept(
        idea=_("ASGI is the standard for asynchronous servers, which the function awaits."),
        django="django.core.handlers.asgi.ASGIHandler",
        here="config/asgi.py::Handler",
        elsewhere={"FastAPI": "fastapi.FastAPI"},
    ),
    Concept(
        idea=_("An address leads to a function. Django keeps a list; others mark the function."),
        django="django.urls.path",
        here="config/urls.py::urlpatterns",
        elsewhere={"Flask": "flask.Flask.get", "FastAPI": "fastapi.APIRouter.get"},
    ),
    Concept(
        idea=_("A request goes in, a response comes out. A class has a method for each HTTP verb."),
        django="django.views.generic.View",
        here="accounts/views.py::ProfileView",
        elsewhere={"Flask": "flask.views.MethodView"},
    ),
    Concept(
        idea=_("What every request needs is wrapped around all views, like layers of an onion."),
        django="django.conf.settings.MIDDLEWARE",
        here="config/settings.py::MIDDLEWARE",
        elsewhere={"Flask": "flask.Flask.before_request", "FastAPI": "fastapi.FastAPI.middleware"},
    ),
    Concept(
        idea=_("Input arrives as text: a class says what it must be, and reports what is wrong."),
        django="django.forms.ModelForm",
        here="accounts/forms.py::ProfileForm",
        elsewhere={"Pydantic": "pydantic.BaseModel"},
    ),
    Concept(
        idea=_("A class with types describes JSON. A Ninja schema is a Pydantic model."),
        django="ninja.Schema",
        here="core/api.py::Problem",
        elsewhere={"Pydantic": "pydantic.BaseModel"},
    ),
    Concept(
        idea=_("A template extends another and fills its blocks. Jinja took that from Django."),
        django="django.shortcuts.render",
        here="accounts/views.py::token_list",
        elsewhere={
            "Flask": "flask.render_template",
            "FastAPI": "fastapi.templating.Jinja2Templates",
        },
    ),
]

DATABASE = [
    Concept(
        idea=_("A class is a table, an attribute a column."),
        django="django.db.models.Model",
        here="accounts/models.py::Token",
        elsewhere={"SQLAlchemy": "sqlalchemy.orm.DeclarativeBase"},
    ),
    Concept(
        idea=_("A query is an object that grows with each call and runs when its rows are needed."),
        django="django.db.models.QuerySet",
        here="accounts/models.py::TokenQuerySet",
        elsewhere={"SQLAlchemy": "sqlalchemy.select"},
    ),
    Concept(
        idea=_("A column in an expression: the database adds, so no simultaneous change is lost."),
        django="django.db.models.F",
        here="core/models.py::RateLimitQuerySet.allow",
        elsewhere={"SQLAlchemy": "sqlalchemy.Column.__add__"},
    ),
    Concept(
        idea=_("Rows arrive with their related rows instead of one more query for each: no N+1."),
        django="django.db.models.QuerySet.select_related",
        here="accounts/api.py::TokenMiddleware.process_request",
        elsewhere={"SQLAlchemy": "sqlalchemy.orm.joinedload"},
    ),
    Concept(
        idea=_("Either everything in a block happens, or nothing does."),
        django="django.db.transaction.atomic",
        here="core/demo.py::load_all",
        elsewhere={"SQLAlchemy": "sqlalchemy.orm.Session.begin"},
    ),
    Concept(
        idea=_("Tables change in steps: files that have an order. Alembic calls them revisions."),
        django="django.db.migrations.Migration",
        here="accounts/migrations/0001_initial.py::Migration",
        elsewhere={"Alembic": "alembic.command.revision"},
    ),
]

AROUND = [
    Concept(
        idea=_("Code reads its settings from one object, which reads the environment."),
        django="django.conf.settings",
        here="core/request_id.py::given",
        elsewhere={"Flask": "flask.Config", "Pydantic": "pydantic_settings.BaseSettings"},
    ),
    Concept(
        idea=_("One part announces that something has happened, without knowing who listens."),
        django="django.dispatch.receiver",
        here="core/middleware.py::mark_signed_out",
        elsewhere={
            "Flask": "flask.request_finished",
            "SQLAlchemy": "sqlalchemy.event.listens_for",
        },
    ),
    Concept(
        idea=_("Slow work is put into a queue, and another process does it."),
        django="django.tasks.task",
        here="tour/tasks.py::square",
        elsewhere={"Celery": "celery.shared_task"},
    ),
    Concept(
        idea=_("Something in front of a view finds out who is asking, and may refuse."),
        django="django.contrib.auth.decorators.login_required",
        here="accounts/views.py::token_revoke",
        elsewhere={"Flask": "flask_login.login_required", "FastAPI": "fastapi.Depends"},
    ),
    Concept(
        idea=_("Tests send requests without a server."),
        django="django.test.Client",
        here="tour/tests/attacks/test_csrf.py::attack",
        elsewhere={
            "Flask": "flask.Flask.test_client",
            "FastAPI": "fastapi.testclient.TestClient",
        },
    ),
    Concept(
        idea=_("Your own commands run with the project already set up."),
        django="django.core.management.BaseCommand",
        here="core/management/commands/serve.py::Command",
        elsewhere={"Flask": "flask.cli.AppGroup"},
    ),
    Concept(
        idea=_("Staff find and change rows on pages generated from the models."),
        django="django.contrib.admin.ModelAdmin",
        here="accounts/admin.py::UserAdmin",
        elsewhere={},
    ),
]

CONCEPTS = {
    _("A request"): REQUEST,
    _("The database"): DATABASE,
    _("Around them"): AROUND,
}
