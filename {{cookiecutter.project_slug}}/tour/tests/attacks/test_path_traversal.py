"""
Path traversal: dots in an address lead out of the directory of public files.

WhiteNoise lists the static files when the site starts, and knows no others.
https://docs.djangoproject.com/en/6.1/howto/static-files/deployment/
"""

from pathlib import Path

import pytest
from django.conf import settings
from django.http import FileResponse
from django.urls import path

PROTECTION = "config/settings.py: whitenoise.middleware.WhiteNoiseMiddleware"

PUBLIC = Path(settings.BASE_DIR, "core/static/core")
SECRET = "../../../config/settings.py"


def attack(client, name):
    """Ask for a static file by its name."""
    return client.get(f"/static/{name}")


def naive_static(request, name):
    return FileResponse((PUBLIC / name).open("rb"))


urlpatterns = [path("static/<path:name>", naive_static)]


@pytest.mark.parametrize("name", [SECRET, SECRET.replace("/", "%2f"), SECRET.replace(".", "%2e")])
def test_attack_finds_nothing_where_the_stylesheet_is(client, settings, name):
    settings.STATIC_ROOT = PUBLIC

    assert b"body {" in b"".join(attack(client, "site.css"))
    response = attack(client, name)

    assert response.status_code == 404
    assert "There is no page at this address" in response.text


@pytest.mark.urls(__name__)
def test_control_joining_directory_and_name_shows_the_settings(client):
    response = attack(client, SECRET)

    assert b"SECRET_KEY = env(" in b"".join(response)
