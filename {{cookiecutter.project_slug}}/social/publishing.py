"""Publish a note, with all that hangs on it."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from .models import Hashtag, NotificationKind, Profile
from .text import handles_in, hashtags_in


@transaction.atomic
def publish(note):
    """
    Save a note with its hashtags, and tell those whom it concerns: all of it, or nothing.

    The author of the note that it replies to is told of the reply, everybody else whom it
    mentions of the mention, unless they may not read the note.
    """
    note.save()
    note.hashtags.set([get_tag(name) for name in sorted(hashtags_in(note.text))[:20]])
    concerned = {}
    for person in Profile.objects.filter(handle__in=sorted(handles_in(note.text))[:20]):
        concerned[person] = NotificationKind.MENTION
    if note.parent:
        concerned[note.parent.author] = NotificationKind.REPLY
    for person, kind in concerned.items():
        if type(note).objects.visible_to(person).filter(pk=note.pk).exists():
            person.notify(note.author, kind, note)
    return note


@transaction.atomic
def publish_once(note):
    """Publish a note without a picture once if it is sent twice in a minute, and return it."""
    Profile.objects.select_for_update().get(pk=note.author.pk)  # The second form waits here.
    lately = type(note).objects.filter(created_at__gt=timezone.now() - timedelta(minutes=1))
    same = lately.filter(author=note.author, text=note.text, parent=note.parent, image="").first()
    return same if same and not note.image else publish(note)


def get_tag(name):
    """Return the hashtag with this name; save it if it is new."""
    found, _ = Hashtag.objects.get_or_create(name=name)
    return found
