"""What requests_per_second.py compares a project with: the server alone, and Django alone."""

import os

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse, JsonResponse
from django.urls import path


def bare(environ, start_response):
    """Answer without Django."""
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"Hello"]


STARTPROJECT = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]


def hello(request):
    """Answer without a template or a database."""
    return HttpResponse("Hello")


def row(request):
    """Answer with one row of the database."""
    from django.contrib.contenttypes.models import ContentType

    row = ContentType.objects.values("id", "app_label", "model").earliest("pk")
    return JsonResponse(row)


urlpatterns = [path("hello/", hello), path("row/", row)]

if os.environ.get("PEER") in {"plain", "startproject"}:
    from config.environment import database

    settings.configure(
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF="peers",
        SECRET_KEY=os.environ["SECRET_KEY"],
        MIDDLEWARE=STARTPROJECT if os.environ["PEER"] == "startproject" else [],
        INSTALLED_APPS=[
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "django.contrib.messages",
        ],
        DATABASES={"default": database(os.environ["DATABASE_URL"])},
    )
    django.setup(set_prefix=False)
    application = get_wsgi_application()
