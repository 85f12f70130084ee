"""One request, every layer: each is small, and knows only its neighbours."""

import inspect

import pytest
from django.urls import resolve
from pytest_django.asserts import assertTemplateUsed

from blog import views
from blog.models import Post


@pytest.mark.django_db
def test_request_passes_middleware_url_view_model_and_template(client):
    response = client.get("/blog/")

    assert "Content-Security-Policy" in response.headers  # set by a middleware
    assert resolve("/blog/").func.view_class is views.PostListView
    assert response.context["post_list"].model is Post
    assertTemplateUsed(response, "blog/post_list.html")


def test_no_view_is_longer_than_15_lines():
    own = [item for item in vars(views).values() if inspect.getmodule(item) is views]
    functions = [item for item in own if inspect.isfunction(item)]
    for view_class in filter(inspect.isclass, own):
        functions += filter(inspect.isfunction, vars(view_class).values())

    assert len(functions) > 10
    for function in functions:
        assert len(inspect.getsourcelines(function)[0]) <= 15, function
