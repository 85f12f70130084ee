import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from social1.models import Follow, Note, Person
from social1.timeline import timeline

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna():
    return Person.objects.create(name="Anna")


@pytest.fixture
def notes(anna, word):
    """Let Anna follow five of seven people, some of whom follow her; all write in turn."""
    people = [Person.objects.create(name=f"{number} {word}") for number in range(7)]
    Follow.objects.bulk_create(Follow(follower=anna, followed=person) for person in people[:5])
    Follow.objects.bulk_create(Follow(follower=person, followed=anna) for person in people[3:])
    Follow.objects.create(follower=people[0], followed=people[1])
    for number in range(5):
        for author in (anna, *people):
            Note.objects.create(author=author, text=f"{number} of {author.name}")
    seen = {anna, *people[:5]}
    return [note for note in Note.objects.order_by("-pk") if note.author in seen][:20]


def check_one_query_brings_the_notes_and_their_authors(anna, notes):
    with CaptureQueriesContext(connection) as queries:
        [note.author.name for note in timeline(anna)]

    assert len(queries) == 1, (
        f"A timeline of five people, with the names of the authors, took {len(queries)} queries, "
        "and one is enough."
    )


def check_it_has_the_twenty_newest_notes_each_once(anna, notes):
    found = [note.text for note in timeline(anna)]

    assert len(found) == 20, f"It has {len(found)} notes, and should have 20."
    twice = {text for text in found if found.count(text) > 1}
    assert not twice, f"These are there more than once: {', '.join(sorted(twice)[:3])}."
    expected = [note.text for note in notes]
    foreign = [text for text in found if text not in expected]
    assert not foreign, f"{foreign[0]!r} is none of the twenty newest of those whom Anna follows."
    assert found == expected, f"The newest should come first, and the first three are {found[:3]}."


def check_ones_own_notes_are_there_without_following_anybody(word):
    loner = Person.objects.create(name="Loner")
    Note.objects.create(author=loner, text=word)
    Note.objects.create(author=Person.objects.create(name="Other"), text="Not for Loner")

    found = [note.text for note in timeline(loner)]

    assert found == [word], f"Who follows nobody should see their own notes, and sees {found}."


def is_refused(**fields):
    try:
        with transaction.atomic():
            Follow.objects.bulk_create([Follow(**fields)])
    except IntegrityError:
        return True
    return False


def check_the_database_refuses_to_follow_oneself_or_somebody_twice(anna):
    ben = Person.objects.create(name="Ben")
    assert is_refused(follower=anna, followed=anna), (
        "The table took a row in which Anna follows herself: CheckConstraint in Follow.Meta."
    )
    assert not is_refused(follower=anna, followed=ben), "Anna may not follow Ben, and should."
    assert is_refused(follower=anna, followed=ben), (
        "The table took a second row in which Anna follows Ben: UniqueConstraint in Follow.Meta."
    )
    assert not is_refused(follower=ben, followed=anna), "Ben may not follow Anna back, and should."
