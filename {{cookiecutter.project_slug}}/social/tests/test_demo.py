import pytest
from django.db.models import Count, F

from social.demo import fill
from social.models import Follow, Like, Note, Profile
from social.text import handles_in, hashtags_in

pytestmark = pytest.mark.django_db


def test_generated_notes_are_tagged_as_their_text_says():
    fill(600, 1)

    notes = Note.objects.prefetch_related("hashtags")
    assert max(len(note.text) for note in notes) <= 280
    assert any(note.hashtags.all() for note in notes)
    for note in notes:
        assert {tag.name for tag in note.hashtags.all()} == hashtags_in(note.text), note.text


def test_generated_replies_are_to_earlier_notes_that_everybody_may_read():
    fill(600, 1)

    replies = Note.objects.exclude(parent=None).select_related("parent__author")
    assert len(replies) > 50
    for reply in replies:
        assert reply.parent.created_at < reply.created_at
        assert handles_in(reply.text) == {reply.parent.author.handle}
        assert not reply.parent.author.is_private


def test_some_generated_people_are_followed_by_many_and_most_by_few():
    fill(1, 1)

    follows = Follow.objects.values("followed").annotate(number=Count("pk"))
    numbers = sorted(follows.values_list("number", flat=True), reverse=True)
    assert numbers[0] > 20 * numbers[len(numbers) // 2]
    assert not Follow.objects.filter(follower=F("followed")).exists()
    assert {f.followed.is_private for f in Follow.objects.requested()} == {True}
    assert Profile.objects.filter(user__email__endswith="@example.net").count() == 1000


def test_generated_likes_are_of_notes_that_everybody_may_read():
    fill(600, 1)

    assert Like.objects.count() > 50
    assert not Like.objects.filter(note__author__is_private=True).exists()
    assert all(like.created_at > like.note.created_at for like in Like.objects.all())


def test_no_digest_is_sent_to_generated_people():
    fill(1, 1)

    assert not Profile.objects.filter(wants_digest=True).exists()


def test_generated_notes_are_shown(client):
    fill(50, 1)
    note = Note.objects.visible_to(None).first()

    assert note.author.handle in client.get(note.get_absolute_url()).text
