"""What other sites, strangers and uploads cannot do, whatever apps the site has."""

import os
import re
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import ImageField
from django.db.utils import ConnectionHandler
from django.test import Client
from django.urls import reverse
from PIL import Image

from accounts.models import Token
from config.api import api
from core import demo
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


@pytest.mark.parametrize(("method", "path"), [each for each in OPERATIONS if each[0] != "get"])
def test_api_refuses_to_write_for_a_token_that_may_only_read(client, reader, path, method):
    headers = {"Authorization": f"Bearer {Token.objects.issue(reader, 'test', scope='read')}"}
    response = client.generic(method.upper(), path, "{}", "application/json", headers=headers)

    assert response.status_code == 403
    assert "may only read" in response.json()["detail"]
    assert client.get("/api/openapi.json", headers=headers).status_code == 200


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


@pytest.mark.django_db
def test_no_page_that_shared_caches_may_keep_has_a_cookie_or_a_token():
    """Walk all pages as visitors do, each with an empty browser."""
    demo.load_all()
    todo = [*PUBLIC, *(path for method, path in OPERATIONS if method == "get")]
    seen = set(todo)
    while todo:
        path = todo.pop()
        response = Client().get(path)
        if not hasattr(response, "text"):
            continue  # It is a file.
        if "public" in response.headers.get("Cache-Control", ""):
            assert not response.cookies, path
            assert "csrfmiddlewaretoken" not in response.text, path
        links = {*re.findall(r'href="(/[^"?#]*)', response.text)} - seen
        seen |= links
        todo += links
    assert len(seen) > len(PUBLIC)


not_windows = pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")


@not_windows
@pytest.mark.django_db
def test_database_in_a_file_is_for_its_owner_only(tmp_path):
    path = tmp_path / "db.sqlite3"
    path.touch(0o644)
    database = ConnectionHandler({"default": settings.SQLITE | {"NAME": path}})["default"]

    with database.cursor() as cursor:
        cursor.execute("CREATE TABLE one (id integer)")

    modes = {file.name: file.stat().st_mode & 0o777 for file in tmp_path.iterdir()}
    database.close()
    assert {"db.sqlite3", "db.sqlite3-wal"} <= modes.keys()
    assert {*modes.values()} == {0o600}


@not_windows
def test_uploads_are_for_their_owner_only_where_no_proxy_serves_them():
    options = settings.STORAGES["default"].get("OPTIONS")
    if not options:  # MEDIA_ROOT is set, or uploads are elsewhere.
        return

    path = Path(default_storage.path(default_storage.save("private/x.txt", ContentFile(b"x"))))

    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
