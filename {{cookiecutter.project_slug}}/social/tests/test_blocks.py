"""A block works in both directions on every address of the app, whether it is known here or not."""

from html import unescape

import pytest
from django.test import Client

from accounts import personal_data
from core.tests.marks import searches
from social.models import Block, Follow, Note
from social.publishing import publish
from social.tests.conftest import SOCIAL

from .routes import walk

pytestmark = pytest.mark.django_db

# Where each of two people meets the other while there is no block between them.
MEETING_PLACES = {
    "timeline",
    "note_list",
    "search",
    "hashtag_detail",
    "note_detail",
    "notifications",
    "profile_detail",
    "profile_feed",
    "followers",
    "following",
    "note_report",
    "home",
    "export",
    "/api/social/notes/",
    "/api/social/timeline/",
    "/api/social/notes/{note_id}",
    "/api/social/profiles/",
    "/api/social/profiles/{handle}",
}

# Whom one has blocked, one may read: how else to take it back?
OWN_BLOCKS = {"blocked", "export"}


@pytest.fixture
def world(make_person):
    """Return three people who have to do with each other in every way that there is."""
    one, two, third = people = [make_person(name) for name in ("aviva", "bodil", "third")]
    for person in people:
        person.bio = f"needle {person.handle}_bio"
        person.save()
        person.user.name = f"{person.handle[0]}-{person.handle[::-1]}"
        person.user.save()
        for other in people:
            if person != other:
                person.follow(other)
    first = [note(person, f"needle #tag of_{person.handle}") for person in people]
    for person in (one, two):
        other = two if person == one else one
        for parent in first:
            note(person, f"needle reply_of_{person.handle}", parent=parent)
            parent.like(person)
    for person, other in ((one, two), (two, one)):
        note(person, f"needle @{other.handle} from_{person.handle}")
    return one, two, third


def note(author, text, **fields):
    return publish(Note(author=author, text=text, **fields))


def places(viewer, other):
    """Return the names of the addresses where the viewer reads of the other, each with a path."""
    client = Client()
    client.force_login(viewer.user)
    # The first note of each of the three, to which the others reply.
    notes = [note.pk for note in Note.objects.filter(parent=None).order_by("pk")[:3]]
    handles = [other.handle, "third"]
    values = {"pk": notes, "note_id": notes, "handle": handles, "name": ["tag"]}
    # Their own words name the other one: these are theirs, and stay.
    own = Note(text=f"@{other.handle} from_{viewer.handle}")
    found = {}
    export = ("export", "/accounts/export/", str(personal_data.export(viewer.user)))
    for name, path, answer in [*walk(client, values), export]:
        text = unescape(answer)
        for words in (own.text_html.removeprefix('<p dir="auto">').removesuffix("</p>"), own.text):
            text = text.replace(words, "")
        if other.handle in text or other.user.name in text:
            found[name] = path
    return found


@searches
@pytest.mark.parametrize("blocker_looks", [True, False])
def test_without_a_block_two_people_meet_everywhere(world, blocker_looks):
    one, two, _ = world
    viewer, other = (one, two) if blocker_looks else (two, one)

    assert set(places(viewer, other)) - {"home"} == MEETING_PLACES - {"home"}


@searches
@pytest.mark.parametrize("blocker_looks", [True, False])
def test_after_a_block_they_meet_nowhere(world, blocker_looks):
    one, two, _ = world
    one.block(two)
    viewer, other = (one, two) if blocker_looks else (two, one)

    found = places(viewer, other)

    assert {name: found[name] for name in found if name not in OWN_BLOCKS} == {}
    assert set(found) == (OWN_BLOCKS if blocker_looks else set())


@pytest.mark.parametrize("blocker_looks", [True, False])
def test_a_block_shows_in_no_number(client, world, blocker_looks):
    one, two, third = world
    one.block(two)
    client.force_login((one if blocker_looks else two).user)

    likes = client.get(SOCIAL).context["page"]
    profile = client.get(f"{SOCIAL}@third/").context

    of_third = next(note for note in likes if note.author == third)
    assert (of_third.like_count, of_third.reply_count) == (1, 1)
    assert (profile["followers"], profile["following"]) == (1, 1)


@pytest.mark.parametrize(
    "action", ["@bodil/follow/", "@bodil/unfollow/", "@bodil/block/", "notes/{}/like/"]
)
def test_neither_of_them_does_anything_to_the_other(client, world, action):
    one, two, _ = world
    theirs = two.notes.first()
    two.block(one)
    client.force_login(one.user)

    response = client.post(f"{SOCIAL}{action.format(theirs.pk)}")

    assert response.status_code == 404
    assert not Follow.objects.filter(follower=one, followed=two).exists()
    assert list(Block.objects.values_list("blocker", "blocked")) == [(two.pk, one.pk)]


@pytest.mark.parametrize("action", ["reply", "report", "like"])
def test_notes_of_the_other_take_no_answer(client, world, action):
    one, two, _ = world
    one.block(two)
    theirs = two.notes.first()
    before = Note.objects.count()
    client.force_login(one.user)

    response = client.post(f"{SOCIAL}notes/{theirs.pk}/{action}/", {"text": "x", "reason": "spam"})

    assert response.status_code == 404
    assert Note.objects.count() == before


def test_nobody_takes_back_the_block_of_another(client, world):
    one, two, _ = world
    one.block(two)
    client.force_login(two.user)

    response = client.post(f"{SOCIAL}blocked/", {"handle": "aviva"})

    assert response.status_code == 404
    assert Block.objects.exists()


def test_a_mention_across_a_block_tells_nobody(world):
    one, two, _ = world
    one.block(two)
    before = one.notifications.count()

    note(two, "@aviva do you read this?")

    assert one.notifications.count() == before
