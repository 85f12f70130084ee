"""The first page says what the project consists of, to its developers only."""

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils.html import escape
from pytest_django.asserts import assertContains, assertNotContains

from core.apps import menu_apps

pytestmark = pytest.mark.django_db


def test_home_lists_what_is_installed(client, settings):
    settings.DEBUG = True

    response = client.get("/")

    apps = [text for app in menu_apps() for text in (app.verbose_name, app.summary)]
    for text in (settings.SITE_NAME, "Accounts", "Admin", "API", *apps):
        assertContains(response, escape(text))


def test_home_of_a_site_in_production_names_no_building_blocks(client):
    assertNotContains(client.get("/"), "What is installed")


@pytest.mark.parametrize(("app", "page"), [("tour", "tour:index"), ("lessons", "learn:track")])
def test_home_leads_to_tour_and_lessons_in_development(client, settings, app, page):
    settings.DEBUG = True

    response = client.get("/")

    if apps.is_installed(app):
        assertContains(response, reverse(page))
