"""Whoever reads German takes the tour in German."""

import re
from html import unescape
from pathlib import Path

import polib
import pytest
from django.apps import apps
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import override
from pytest_django.asserts import assertContains

pytest.importorskip("tour")

from tour.registry import SHOWN
from tour.rows import ADVANTAGES
from tour.views import page_of

pytestmark = pytest.mark.django_db

PAGES = [page_of(key) for key in SHOWN]
CATALOG = polib.pofile(Path(apps.get_app_config("tour").path, "locale/de/LC_MESSAGES/django.po"))
PLACEHOLDER = re.compile(r"%\(\w+\)s|%%|{\w+}|<[^>]*>")
GERMAN = {entry.msgstr for entry in CATALOG}
# Code is in English everywhere, and so are the texts that say so.
ENGLISH = re.compile(
    r'<(pre|code)\b.*?</\1>|<(?!html)(\w+)[^>]* lang="en".*?</\2>|<(script|style).*?</\3>',
    re.DOTALL,
)


@pytest.fixture(autouse=True)
def development(settings):
    """Let anybody see the tour, and press its buttons."""
    settings.DEBUG = True


def visit(client, name, **data):
    """Return a page of the tour, as a browser gets it that asks for German."""
    return client.get(reverse(f"tour:{name}"), data, headers={"accept-language": "de"})


def strings_of(response):
    """Return the texts between the tags of a page, and those of its labels, without code."""
    page = ENGLISH.sub("", response.text)
    found = re.findall('>([^<]+)<|aria-label="([^"]+)"', page)
    return {unescape(text).strip() for pair in found for text in pair if text.strip()}


def english(response):
    """Return what a page shows in English: texts of the catalog, and sentences inside of others."""
    shown = strings_of(response)
    whole = {text for entry in CATALOG for text in (entry.msgid, entry.msgid_plural)}
    parts = {part.strip() for text in whole for part in PLACEHOLDER.split(text)}
    long = {part for part in parts if len(part.split()) > 2 and part not in str(GERMAN)}
    return sorted(shown & whole - GERMAN | {part for part in long if part in str(shown)})


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)
def test_page_is_in_german_from_its_claim_to_its_limits(client, page):
    response = visit(client, page.key)

    with override("de"):
        assertContains(response, f'<p class="lede">{escape(page.claim)}</p>', html=True)
        assertContains(response, f"<h1>{escape(ADVANTAGES[page.key])}</h1>", html=True)
    assert english(response) == []


def test_first_page_is_in_german(client):
    response = visit(client, "index")

    with override("de"):
        for page in PAGES:
            assertContains(response, escape(page.claim))
    assert english(response) == []


def test_english_sentence_on_a_page_would_be_found(client):
    response = client.get(reverse("tour:orm"), headers={"accept-language": "en"})

    assert {"Where they differ", "Limits", "Queries"} <= set(english(response))


def test_numbers_of_drawings_have_no_commas(client):
    for page in PAGES:
        drawings = re.findall(r"<svg.*?</svg>", visit(client, page.key).text, re.DOTALL)

        assert [text for text in drawings if re.search(r'(?<!label)="\d+,\d', text)] == []


@pytest.mark.parametrize(("name", "action"), [("scalability", "measure"), ("transfer", "compare")])
def test_page_stays_german_with_the_answer_to_a_button(client, name, action):
    data, headers = {"action": action, "query": ""}, {"accept-language": "de"}

    response = client.post(reverse(f"tour:{name}"), data, headers=headers)

    assert english(response) == []


def test_refusal_is_in_german(client):
    data, headers = {"action": "prove", "row": "x"}, {"accept-language": "de"}

    response = client.post(reverse("tour:orm"), data, headers=headers)

    assertContains(response, "row gehört nicht zu dieser Seite", status_code=400)
