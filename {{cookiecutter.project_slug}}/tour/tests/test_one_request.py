"""One request, every layer: each is small, and knows only its neighbours."""

import inspect
from pathlib import Path

import pytest
from django.urls import resolve, reverse

from core.apps import menu_apps

# Not those that were added since: their first page may be of another kind.
STARTERS = [app for app in menu_apps() if Path(app.path, "removal.py").exists()]

each_app = pytest.mark.parametrize("app", STARTERS, ids=lambda app: app.label)


@pytest.mark.django_db
@each_app
def test_request_passes_middleware_url_view_model_and_template(client, app):
    path = reverse(app.menu_url)

    response = client.get(path)

    assert "Content-Security-Policy" in response.headers  # set by a middleware
    assert resolve(path).func.view_class.__module__.startswith(f"{app.name}.views")
    assert response.context["object_list"].model in app.get_models()
    assert response.templates[0].name.startswith(f"{app.label}/")


@each_app
def test_view_is_short(app):
    view = resolve(reverse(app.menu_url)).func.view_class
    methods = [item for item in vars(view).values() if inspect.isfunction(item)]

    for method in methods:
        assert len(inspect.getsourcelines(method)[0]) <= 15, method
