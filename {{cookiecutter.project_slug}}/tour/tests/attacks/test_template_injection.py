"""
Template injection: text typed by a visitor is run as a template, which sees what the page sees.

Text is a value in a template, never a part of one.
https://docs.djangoproject.com/en/6.1/ref/templates/api/#rendering-a-context
"""

import pytest
from django.http import HttpResponse
from django.template import RequestContext, Template
from django.urls import path

PROTECTION = 'accounts/templates/accounts/profile.html: <h1 dir="auto">{{ user }}</h1>'

NAME = "{{ user.password }}"


def attack(client, victim):
    """Take a piece of a template as one's name, and return the page that shows it."""
    victim.name = NAME
    victim.save()
    client.force_login(victim)
    return client.get("/accounts/profile/")


def naive_profile(request):
    page = Template(f"<h1>{request.user.name}</h1>")
    return HttpResponse(page.render(RequestContext(request)))


urlpatterns = [path("accounts/profile/", naive_profile)]


def test_attack_is_shown_as_it_was_typed(client, victim):
    page = attack(client, victim)

    assert page.status_code == 200
    assert f'<h1 dir="auto">{NAME}</h1>' in page.text
    assert victim.password not in page.text


@pytest.mark.urls(__name__)
def test_control_a_template_made_of_a_name_shows_secrets(client, victim):
    page = attack(client, victim)

    assert f"<h1>{victim.password}</h1>" in page.text
