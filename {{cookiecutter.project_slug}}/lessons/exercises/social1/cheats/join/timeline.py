from django.db.models import Q

from .models import Note

LENGTH = 20


def timeline(person):
    """Return the newest notes of a person and of those whom they follow, newest first."""
    notes = Note.objects.filter(Q(author=person) | Q(author__followers__follower=person))
    return notes.select_related("author").order_by("-pk")[:LENGTH]
