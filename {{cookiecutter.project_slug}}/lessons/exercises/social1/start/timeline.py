LENGTH = 20


# TODO: ask the database once, and give Follow its two rules in models.py.
def timeline(person):
    """Return the newest notes of a person and of those whom they follow, newest first."""
    notes = list(person.notes.all())
    for follow in person.follows.all():
        notes.extend(follow.followed.notes.all())
    notes.sort(key=lambda note: note.pk, reverse=True)
    return notes[:LENGTH]
