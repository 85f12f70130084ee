import pytest
from django.test import Client

from accounts.models import Token
from core.tests.marks import searches
from social.models import Like, Note
from social.tests.conftest import SOCIAL

pytestmark = pytest.mark.django_db


@pytest.fixture
def api(anna):
    """Return a client that sends a token of Anna, as a program would."""
    secret = Token.objects.issue(anna.user, "test")
    return Client(enforce_csrf_checks=True, headers={"authorization": f"Bearer {secret}"})


def post(client, data):
    return client.post("/api/social/notes/", data, content_type="application/json")


def test_everybody_reads_public_notes(client, anna, write):
    note = write(anna)

    found = client.get("/api/social/notes/").json()["items"][0]

    assert found["created_at"]
    assert {key: found[key] for key in ("id", "text", "author", "like_count", "url")} == {
        "id": note.pk,
        "text": "Hello",
        "author": "anna",
        "like_count": 0,
        "url": f"{SOCIAL}notes/{note.pk}/",
    }


def test_list_goes_on_below_the_last_one(client, anna, write):
    notes = [write(anna) for _ in range(5)]

    first = client.get("/api/social/notes/", {"limit": 2}).json()
    rest = client.get("/api/social/notes/", {"after": first["next"]}).json()

    items = first["items"] + rest["items"]
    assert [item["id"] for item in items] == [note.pk for note in notes[::-1]]
    assert rest["next"] is None


def test_token_writes_likes_and_deletes(api, anna, bert, write):
    created = post(api, {"text": "By API #tag @bert"}).json()
    assert Note.objects.get().author == anna
    assert bert.notifications.get().kind == "mention"
    path = f"/api/social/notes/{created['id']}"

    assert api.put(f"{path}/like").json()["is_liked"]
    assert not api.delete(f"{path}/like").json()["is_liked"]
    assert not Like.objects.exists()
    assert api.delete(path).status_code == 204
    assert not Note.objects.exists()


def test_reply_by_api(api, bert, write):
    note = write(bert)

    assert post(api, {"text": "Yes", "parent": note.pk}).json()["parent"] == note.pk
    assert post(api, {"text": "Yes", "parent": 999}).status_code == 404


@pytest.mark.parametrize("data", [{}, {"text": ""}, {"text": "x" * 501}, {"text": "\0"}])
def test_note_that_cannot_be_one_is_refused(api, data):
    assert post(api, data).status_code == 422
    assert not Note.objects.exists()


@pytest.mark.parametrize("query", ["after=x", f"after={10**30}", "limit=101", "after=%00"])
def test_page_that_cannot_be_one_is_refused(client, query):
    assert client.get(f"/api/social/notes/?{query}").status_code == 422


def test_notes_of_others_are_not_deleted(api, bert, write):
    assert api.delete(f"/api/social/notes/{write(bert).pk}").status_code == 404
    assert Note.objects.exists()


def test_visitors_write_nothing(client, bert, write):
    note = write(bert)

    assert post(client, {"text": "x"}).status_code == 401
    assert client.put(f"/api/social/notes/{note.pk}/like").status_code == 401
    assert client.get("/api/social/timeline/").status_code == 401


@searches
def test_people_are_found(client, anna):
    assert client.get("/api/social/profiles/anna").json() == {
        "handle": "anna",
        "bio": "",
        "is_private": False,
        "name": "Anna",
        "url": f"{SOCIAL}@anna/",
    }
    found = client.get("/api/social/profiles/?q=ann*").json()
    assert [item["handle"] for item in found["items"]] == ["anna"]


def test_list_is_kept_for_visitors(client, anna, write, page_cache, django_assert_num_queries):
    write(anna)
    first = client.get("/api/social/notes/").json()
    assert first["items"]

    with django_assert_num_queries(0):
        assert client.get("/api/social/notes/").json() == first
