from itertools import pairwise

import pytest
from django.conf import settings as site_settings
from django.contrib.auth import get_user_model
from django.core.exceptions import MiddlewareNotUsed
from django.urls import path, reverse
from django.utils.module_loading import import_string
from django.views.generic import TemplateView
from pytest_django.asserts import assertContains

from config.urls import urlpatterns as site
from tour.tracing import trace

pytestmark = pytest.mark.django_db


class PeopleView(TemplateView):
    template_name = "people.html"
    extra_context = {"users": get_user_model().objects.all()}


urlpatterns = [path("people/", PeopleView.as_view(), name="people"), *site]


@pytest.fixture
def spans():
    """Return what a request of the first page passes."""
    return trace("/", "localhost", secure=False)[0].spans


def test_request_passes_exactly_the_middleware_of_the_settings():
    tracer, response = trace("/", "localhost", secure=False)

    assert response.status_code == 200
    passed = [span.name for span in tracer.spans if span.kind == "middleware"]
    assert passed == [name for name in site_settings.MIDDLEWARE if name not in tracer.unused]
    for name in tracer.unused:
        with pytest.raises(MiddlewareNotUsed):
            import_string(name)(lambda request: None)


def test_it_goes_out_through_the_same_layers_in_the_opposite_order(spans):
    layers = [span for span in spans if span.kind == "middleware"]

    assert layers == sorted(layers, key=lambda span: -span.ended)
    for outer, inner in pairwise(layers):
        assert outer.began <= outer.inner[0] <= inner.began
        assert inner.ended <= outer.inner[1] <= outer.ended


def test_then_come_the_address_the_view_and_the_template(spans):
    inside = [(span.kind, span.name) for span in spans if span.kind not in ("middleware", "query")]

    assert inside == [("urls", "/"), ("view", "home"), ("template", "core/home.html")]


@pytest.mark.urls(__name__)
def test_queries_are_inside_of_what_sends_them(settings, tmp_path, reader):
    (tmp_path / "people.html").write_text("{% for user in users %}{{ user.name }}{% endfor %}")
    settings.TEMPLATES = [settings.TEMPLATES[0] | {"DIRS": [tmp_path]}]

    tracer, _ = trace("/people/", "localhost", secure=False)

    template = next(span for span in tracer.spans if span.kind == "template")
    query = next(span for span in tracer.spans if span.kind == "query")
    assert template.began < query.began < query.ended < template.ended
    assert query.place


def test_time_of_all_layers_adds_up(spans):
    whole = spans[0].ended - spans[0].began

    assert sum(span.own for span in spans) == pytest.approx(whole)
    assert all(span.own >= 0 for span in spans)


def test_every_layer_has_its_place_in_the_code(spans):
    places = {span.name: str(span.place) for span in spans}

    assert places["core.health.HealthCheckMiddleware"].startswith("core/health.py:")
    assert places["django.middleware.csrf.CsrfViewMiddleware"].startswith("django/middleware/")
    assert places["/"].startswith("core/urls.py:")
    assert places["home"].startswith("django/views/generic/base.py:")
    assert places["core/home.html"].startswith("core/templates/core/home.html:")


def test_answer_is_that_of_the_site(client):
    _, response = trace("/", "localhost", secure=False)

    client.cookies["traced"] = "yes"
    assert response.headers.keys() == client.get("/").headers.keys()


def test_page_that_does_not_exist_is_followed_too():
    tracer, response = trace("/nowhere/", "localhost", secure=False)

    assert response.status_code == 404
    kinds = [span.kind for span in tracer.spans]
    assert "view" not in kinds
    assert kinds[-1] == "error"
    assert str(tracer.spans[-1].place).startswith("django/core/handlers/exception.py:")


def test_page_shows_the_layers(client, settings):
    settings.DEBUG = True

    response = client.get(reverse("tour:framework"), {"path": "/"})

    for name in site_settings.MIDDLEWARE:
        assertContains(response, name.rpartition(".")[2])
    unused, number = (
        len(trace("/", "localhost", secure=False)[0].unused),
        len(site_settings.MIDDLEWARE),
    )
    assertContains(response, "not used with these settings", count=unused)
    assertContains(response, f"{number - unused} of the {number} entries of settings.MIDDLEWARE")
    assertContains(response, "core/templates/core/home.html:1")


def test_unknown_path_is_none_that_is_asked(client, settings):
    settings.DEBUG = True

    response = client.get(reverse("tour:framework"), {"path": "/admin/"})

    assert response.context["path"] != "/admin/"
