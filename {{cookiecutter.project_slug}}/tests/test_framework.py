"""One request, every layer: each is small, and knows only its neighbours."""

import inspect
import sys

import pytest
from django.urls import resolve, reverse

from core.apps import menu_apps
from tests.routes import own_patterns

each_app = pytest.mark.parametrize("app", menu_apps(), ids=lambda app: app.label)


@pytest.mark.django_db
@each_app
def test_request_passes_middleware_url_view_model_and_template(client, app):
    path = reverse(app.menu_url)

    response = client.get(path)

    assert "Content-Security-Policy" in response.headers  # set by a middleware
    assert resolve(path).func.view_class.__module__.startswith(f"{app.name}.views")
    assert response.context["object_list"].model in app.get_models()
    assert response.templates[0].name.startswith(f"{app.label}/")


def test_no_view_is_longer_than_15_lines():
    modules = {sys.modules[view.__module__] for _, view in own_patterns()}
    functions = [function for module in modules for function in functions_of(module)]

    assert len(functions) > 20
    for function in functions:
        assert len(inspect.getsourcelines(function)[0]) <= 15, function


def functions_of(module):
    """Yield the functions that a module defines, and the methods of its classes."""
    own = [item for item in vars(module).values() if inspect.getmodule(item) is module]
    yield from filter(inspect.isfunction, own)
    for view_class in filter(inspect.isclass, own):
        methods = filter(inspect.isfunction, vars(view_class).values())
        yield from (item for item in methods if item.__code__.co_filename == module.__file__)
