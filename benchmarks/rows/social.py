"""Generated profiles, notes, follows and likes, as many as somebody wants."""

from datetime import timedelta
from typing import NamedTuple

from django.db import transaction
from django.utils.text import slugify

from social.models import Follow, Like, Note, Profile
from social.publishing import get_tag

from .insertion import BATCH, FIRST_DAY, add_in_batches, insert, moment
from .people import people
from .text import PARTS, THINGS, Text, words

HASHTAGS = [slugify(word).replace("-", "_") for word in words(THINGS) + words(PARTS)]
MAX_LENGTH = 280
KEPT = 4096  # A reply is to one of so many earlier notes.
LINKS = Note.hashtags.through


class Person(NamedTuple):
    """What has to be known of a profile."""

    pk: int
    handle: str
    is_private: bool


def fill(number, seed):
    """Add generated notes until there are `number` of them; return how many were added."""
    notes = Notes(seed)
    return add_in_batches(notes.add, notes.generated().count(), number)


class Notes:
    """Make notes by generated people, some of whom write much more than others."""

    def __init__(self, seed):
        self.text = Text("note", seed)
        self.people = profiles(Text("person", seed))
        self.by_key = {person.pk: person for person in self.people}
        self.hashtags = [(name, get_tag(name).pk) for name in HASHTAGS]
        newest = self.generated().order_by("-pk").values_list("pk", "author_id")
        self.recent = [(key, self.by_key[author]) for key, author in newest[: BATCH + KEPT]][::-1]

    def generated(self):
        """Return the notes by generated people."""
        return Note.objects.filter(author__in=list(self.by_key))

    def add(self, known, numbers):
        """Add the notes with these numbers, and what hangs on them; replies are to earlier ones."""
        notes, links, likes = [], [], []
        for position, number in enumerate(numbers):
            self.text.start(number)
            author, hashtags = self.text.pick(self.people), self.some_hashtags()
            parent = self.parent(known, numbers.start)
            notes.append(self.note(number, author, parent, [name for name, _ in hashtags]))
            links += [(position, key) for _, key in hashtags]
            if self.text.happens(0.1) and not author.is_private:
                likes += [(position, like) for like in self.likes(number)]
        keys = insert(Note, notes)
        insert(LINKS, [{"note_id": keys[position], "hashtag_id": key} for position, key in links])
        insert(Like, [{"note_id": keys[position]} | like for position, like in likes])
        authors = [self.by_key[note["author_id"]] for note in notes]
        self.recent = [*self.recent, *zip(keys, authors, strict=True)][-BATCH - KEPT :]

    def parent(self, known, first):
        """Return key and author of one of the notes up to `known`, to reply to, or None."""
        if not self.text.happens(0.25) or not known:
            return None
        number = known - self.text.rank(min(known, KEPT))
        key, author = self.recent[number - first]  # The last of them came just before `first`.
        return None if author.is_private else (key, author)

    def some_hashtags(self):
        """Return name and key of up to two hashtags."""
        return self.text.several(self.hashtags, 2) if self.text.happens(0.3) else []

    def note(self, number, author, parent, hashtags):
        """Return the columns of a note; one of a thousand is hidden by moderators."""
        ending = "".join([self.text.marks(), *(f" #{name}" for name in hashtags)])
        words = f"@{parent[1].handle} {self.text.sentence()}" if parent else self.text.sentence()
        while self.text.happens(0.5):
            words = f"{words} {self.text.sentence()}"
        room = MAX_LENGTH - len(ending)
        return {
            "author_id": author.pk,
            "parent_id": parent and parent[0],
            "text": (words if len(words) <= room else f"{words[: room - 2]} …") + ending,
            "is_hidden": self.text.happens(0.001),
            "created_at": moment(number),
        }

    def likes(self, number):
        """Return the columns of some likes but for the note."""
        fans = self.text.several(self.people, 1 + self.text.rank(12))
        at = moment(number) + timedelta(minutes=1 + self.text.rank(1000))
        return [{"profile_id": fan.pk, "created_at": at} for fan in fans]


@transaction.atomic
def profiles(text):
    """Return the generated people; save the profiles that are missing, and who follows whom."""
    users = people()
    handles = {user.pk: handle(number, user) for number, user in enumerate(users)}
    generated = Profile.objects.filter(user__in=users)
    existing = set(generated.values_list("user_id", flat=True))
    rows = [profile(text, n, user.pk, handles[user.pk]) for n, user in enumerate(users)]
    insert(Profile, [row for row in rows if row["user_id"] not in existing])
    by_handle = generated.order_by("user__email").values_list("pk", "handle", "is_private")
    found = [Person(*values) for values in by_handle]
    if not existing:
        insert(Follow, [follow for n in range(len(found)) for follow in follows(text, n, found)])
    return found


def handle(number, user):
    """Return a handle made of a name and a number."""
    name = slugify(user.name.split()[0]).replace("-", "_")
    return f"{name or 'user'}_{number}"


def profile(text, number, user_key, name):
    """Return the columns of a profile; one of 33 people is private, and nobody gets a digest."""
    text.start(number)
    return {
        "user_id": user_key,
        "handle": name,
        "bio": text.sentence(),
        "is_private": number % 33 == 32,
        "wants_digest": False,
        "created_at": FIRST_DAY + timedelta(minutes=number - 1000),
    }


def follows(text, number, found):
    """Return the columns of the follows of one person, who may wait for private people."""
    text.start(-1 - number)
    others = text.several(found, text.rank(100))
    return [
        {
            "follower_id": found[number].pk,
            "followed_id": other.pk,
            "state": "requested" if other.is_private and text.happens(0.2) else "accepted",
            "created_at": FIRST_DAY + timedelta(minutes=number),
        }
        for other in others
        if other != found[number]
    ]
