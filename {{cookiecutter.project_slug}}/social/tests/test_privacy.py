"""
Whoever may not see somebody sees nothing of them, on any page and in any answer of the API.

The addresses are taken from the URLconf and from the description of the API: a new one that
these tests cannot fill in makes them fail.
"""

import re

import pytest
from django.test import Client

from config.api import api
from core.tests.marks import searches
from social.models import Hashtag
from social.tests.conftest import SOCIAL
from social.urls import urlpatterns

pytestmark = pytest.mark.django_db

WORD = "Xylophone"


def addresses(person, note):
    """Return every address of the app that answers GET, about a person and a note of theirs."""
    values = {"handle": person.handle, "pk": note.pk, "name": "marker", "note_id": note.pk}

    def fill(path):
        return re.sub(r"<(?:\w+:)?(\w+)>|{(\w+)}", lambda m: str(values.get(m[1] or m[2], 0)), path)

    pages = [SOCIAL + fill(str(pattern.pattern)) for pattern in urlpatterns]
    paths = api.get_openapi_schema()["paths"]
    calls = [fill(path) for path in paths if "/api/social/" in path and "get" in paths[path]]
    return ["/", *pages, *calls, f"{SOCIAL}search/?q={WORD}", f"/api/social/notes/?q={WORD}"]


def seen(client, person, note):
    """Return the addresses whose answer has anything of the person in it."""
    found = set()
    for path in addresses(person, note):
        response = client.get(path)
        text = b"".join(response).decode()
        # The search shows the word that one has typed oneself.
        text = re.sub(rf'value="{WORD}"', "", text).replace(f"q={WORD}", "")
        if any(word in text for word in (person.handle, person.user.name, WORD)):
            found.add(path)
    return found


@pytest.fixture
def zoe(make_person, write, anna):
    """Return somebody who deals with Anna in every way: follows, likes, replies, mentions."""
    zoe = make_person("zoe_marker", bio=f"Plays the {WORD}")
    own = write(anna, "A note")
    zoe.follow(anna)
    anna.follow(zoe)
    own.like(zoe)
    note = write(zoe, f"{WORD} for @anna #marker", parent=own)
    note.like(anna)
    return zoe


def test_a_block_hides_nothing_from_others(anna, zoe, bert):
    client = Client()
    client.force_login(bert.user)
    note = zoe.notes.get()
    before = seen(client, zoe, note)

    anna.block(zoe)

    assert seen(client, zoe, note) == before


@searches
@pytest.mark.parametrize("who", ["visitor", "stranger", "asked"])
def test_notes_of_a_private_person_are_for_followers_alone(who, zoe, bert):
    zoe.is_private = True
    zoe.save()
    client = Client()
    if who != "visitor":
        client.force_login(bert.user)
    if who == "asked":
        bert.follow(zoe)

    for path in addresses(zoe, zoe.notes.get()):
        text = b"".join(client.get(path)).decode()
        text = re.sub(rf'value="{WORD}"|q={WORD}|Plays the {WORD}', "", text)
        assert WORD not in text, path


def test_accepted_followers_read_a_private_person(as_anna, zoe):
    zoe.is_private = True
    zoe.save()

    assert f"{SOCIAL}notes/{zoe.notes.get().pk}/" in seen(as_anna, zoe, zoe.notes.get())


def test_hidden_notes_are_for_nobody(as_anna, zoe):
    note = zoe.notes.get()
    note.is_hidden = True
    note.save()

    assert as_anna.get(note.get_absolute_url()).status_code == 404
    assert as_anna.get(f"/api/social/notes/{note.pk}").status_code == 404
    assert Hashtag.objects.exists()


@pytest.mark.parametrize("relation", ["followers", "following"])
@pytest.mark.parametrize(
    ("who", "sees"),
    [("visitor", 0), ("stranger", 0), ("follower", 1), ("zoe_marker", 1), ("anna", 1)],
)
def test_lists_of_others_show_private_people_to_their_followers_only(
    relation, who, sees, anna, bert, zoe
):
    zoe.is_private = True
    zoe.save()
    client = Client()
    if who == "follower":
        bert.follow(zoe).accept()
    if who != "visitor":
        client.force_login({"zoe_marker": zoe, "anna": anna}.get(who, bert).user)

    response = client.get(f"{SOCIAL}@anna/{relation}/")

    assert len(response.context["page"]) == sees
    assert client.get(f"{SOCIAL}@anna/").context[relation] == sees
