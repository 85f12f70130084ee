"""What other sites, strangers and uploads cannot do, whatever apps the site has."""

import re
from io import BytesIO
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import ImageField
from django.test import Client
from django.urls import reverse
from PIL import Image

from config.api import api
from core.apps import menu_apps, own_apps
from core.images import UploadedImageField
from tests.routes import own_patterns

SCHEMA = api.get_openapi_schema()
OPERATIONS = [
    (method, re.sub(r"{\w+}", "1", path))
    for path, methods in SCHEMA["paths"].items()
    for method in methods
]
FIELDS = {
    type(field)
    for app in own_apps()
    for model in app.get_models()
    for field in model._meta.fields
    if isinstance(field, ImageField)
}
PROGRAM = b"<?php system($_GET['command']); ?>"
PUBLIC = ["/", "/robots.txt", "/sitemap.xml", "/.well-known/security.txt", "/api/openapi.json"]


@pytest.fixture
def forger(reader):
    """Return the browser of a signed-in person, with a page of another site in it."""
    browser = Client(enforce_csrf_checks=True, headers={"Origin": "https://evil.example"})
    browser.force_login(reader)
    return browser


@pytest.mark.parametrize(("path", "view"), [*own_patterns()])
def test_form_without_a_token_is_refused_at_every_url(forger, path, view):
    status = forger.post(f"/{path}", {"name": "Forged"}).status_code

    # Programs call what is exempt, and sign what they send.
    assert status >= 400 if getattr(view, "csrf_exempt", False) else status == 403


@pytest.mark.parametrize(("method", "path"), [each for each in OPERATIONS if each[0] != "get"])
def test_api_refuses_a_session_without_a_token(forger, method, path):
    response = forger.generic(method.upper(), path, "{}", content_type="application/json")

    assert response.status_code == 403


def test_api_shows_no_field_that_is_secret():
    schemas = SCHEMA.get("components", {}).get("schemas", {}).values()

    fields = {field for schema in schemas for field in schema.get("properties", {})}
    assert fields & {"password", "digest", "secret", "is_superuser", "is_staff"} == set()


@pytest.mark.parametrize("field_class", {UploadedImageField, *FIELDS})
def test_image_that_is_uploaded_is_encoded_again_under_another_name(field_class):
    picture = BytesIO()
    Image.new("RGB", (2, 2), "red").save(picture, "PNG")
    upload = SimpleUploadedFile("evil.php.png", picture.getvalue() + PROGRAM)
    field = field_class(upload_to="pictures")
    field.set_attributes_from_name("picture")
    stored = field.attr_class(SimpleNamespace(), field, None)

    stored.save(upload.name, field.formfield().clean(upload), save=False)

    with stored.open() as file:
        content = file.read()
    assert Image.open(BytesIO(content)).size == (2, 2)
    assert PROGRAM not in content
    assert "evil" not in stored.name


@pytest.mark.django_db
@pytest.mark.parametrize("path", [*PUBLIC, *(reverse(app.menu_url) for app in menu_apps())])
def test_nothing_public_names_the_path_of_the_admin(client, path):
    assert reverse("admin:index") not in client.get(path).content.decode()
