"""Attacks on notes and profiles, and what stops them."""

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from core.tests.marks import searches
from social.models import Block, Follow, Like, Note, Profile, Report
from social.tests.conftest import SOCIAL

pytestmark = pytest.mark.django_db

PAYLOAD = "<script>alert(1)</script>"
SHOWN = "&lt;script&gt;alert(1)&lt;/script&gt;"
POSTS = [
    "notes/new/",
    "notes/{pk}/reply/",
    "notes/{pk}/like/",
    "notes/{pk}/delete/",
    "notes/{pk}/report/",
    "@bert/follow/",
    "@bert/unfollow/",
    "@bert/block/",
    "blocked/",
    "requests/",
    "notifications/",
    "profile/",
]


def changed():
    return [model.objects.count() for model in (Block, Follow, Like, Note, Profile, Report)]


def test_script_is_shown_as_text_everywhere(as_anna, anna, bert, write):
    anna.follow(bert)
    Profile.objects.filter(pk=bert.pk).update(bio=PAYLOAD)
    bert.user.name = PAYLOAD
    bert.user.save()
    note = write(bert, f"{PAYLOAD} @anna")

    for path in (SOCIAL, f"{SOCIAL}@bert/", note.get_absolute_url()):
        response = as_anna.get(path)
        assertContains(response, SHOWN)
        assertNotContains(response, PAYLOAD)
    assertNotContains(as_anna.get(f"{SOCIAL}notifications/"), PAYLOAD)


@pytest.mark.parametrize(
    "text", ["javascript:alert(1)", 'https://x"onclick=alert(1)', "@<img src=x>", "#<img src=x>"]
)
def test_text_makes_no_tag_of_its_own(anna, write, text):
    html = write(anna, text).text_html

    assert "<img" not in html
    assert 'href="javascript' not in html
    assert '"onclick' not in html


@pytest.mark.parametrize("path", POSTS)
def test_visitors_change_nothing(client, bert, write, path):
    path = SOCIAL + path.format(pk=write(bert).pk)
    before = changed()

    response = client.post(path, {"text": "x", "reason": "spam"})

    sign_in = "/accounts/login/?next="
    back = path if path == f"{SOCIAL}profile/" else SOCIAL
    assertRedirects(response, sign_in + back)
    assert changed() == before


@pytest.mark.parametrize("path", POSTS)
def test_forged_forms_change_nothing(anna, bert, write, path):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(anna.user)
    path = SOCIAL + path.format(pk=write(bert).pk)
    before = changed()

    response = browser.post(path, {"text": "x", "reason": "spam"})

    assert response.status_code == 403
    assert changed() == before


def test_nobody_writes_as_somebody_else_or_hides_by_the_form(as_anna, anna, bert):
    as_anna.post(f"{SOCIAL}notes/new/", {"text": "x", "author": bert.pk, "is_hidden": "on"})

    note = Note.objects.get()
    assert (note.author, note.is_hidden) == (anna, False)


def test_nobody_follows_a_private_person_by_the_form(as_anna, make_person):
    make_person("quiet", is_private=True)

    as_anna.post(f"{SOCIAL}@quiet/follow/", {"state": "accepted"})

    assert Follow.objects.get().state == "requested"


@searches
@pytest.mark.parametrize("attack", ["' OR '1'='1", "x') OR 1=1 --", "%' OR 1=1 --"])
def test_sql_in_a_search_finds_nothing(client, anna, write, attack):
    write(anna, "Safe")

    found = client.get(f"{SOCIAL}search/", {"q": "Safe"}).context["page"]
    attacked = client.get(f"{SOCIAL}search/", {"q": attack}).context["page"]

    assert (len(found), len(attacked)) == (1, 0)
