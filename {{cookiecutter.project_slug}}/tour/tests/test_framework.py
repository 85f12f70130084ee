import pytest
from django.conf import settings as site_settings
from django.urls import reverse
from pytest_django.asserts import assertContains

from tour.tracing import trace

pytestmark = pytest.mark.django_db


def test_request_comes_in_and_goes_out_through_exactly_the_middleware_of_the_settings():
    tracer, response = trace("/", "localhost", secure=False)

    assert response.status_code == 200
    used = [name for name in site_settings.MIDDLEWARE if name not in tracer.unused]
    assert [layer.name for layer in tracer.layers] == [*used, "home"]
    assert tracer.left == ["view", *reversed(used)]
    assert tracer.unused == ["core.replicas.ReadYourWritesMiddleware"]  # There is no replica.
    assert all(layer.came <= layer.went for layer in tracer.layers)


def test_every_layer_has_its_place_in_the_code():
    tracer, _ = trace("/", "localhost", secure=False)

    places = {layer.name: layer.place for layer in tracer.layers}
    assert places["home"].startswith("core/views.py:")
    assert places["core.health.HealthCheckMiddleware"].startswith("core/health.py:")
    assert places["django.middleware.csrf.CsrfViewMiddleware"].startswith("django/middleware/")


def test_answer_is_that_of_the_site(client):
    _, response = trace("/", "localhost", secure=False)

    assert "Content-Security-Policy" in response.headers
    assert response.headers.keys() == client.get("/").headers.keys()


def test_page_shows_the_layers(client, settings):
    settings.DEBUG = True

    response = client.get(reverse("tour:framework"), {"path": "/"})

    for name in site_settings.MIDDLEWARE:
        assertContains(response, f'<th scope="row">{name}</th>')
    assertContains(response, "not used with these settings")


def test_unknown_path_is_none_that_is_asked(client, settings):
    settings.DEBUG = True

    response = client.get(reverse("tour:framework"), {"path": "/admin/"})

    assert response.context["path"] != "/admin/"
