"""Demo people and what they tell each other."""

import tomllib
from datetime import timedelta
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.utils import timezone

from core.demo import DemoUser
from core.demo_images import draw

from .models import Note, Profile, Report
from .publishing import publish

USERS = [
    DemoUser(
        email="moderator@example.com",
        name="Mo Moderator",
        about="handles reports in the admin",
        roles=("Moderators",),
        is_staff=True,
    ),
    DemoUser(email="reader@example.com", name="Rita Reader", about="posts notes as @rita"),
    DemoUser(email="tomas@example.com", name="Tomáš Novák"),
    DemoUser(email="ines@example.com", name="Inês Duarte"),
    DemoUser(email="wei@example.com", name="陈伟"),
    DemoUser(email="greta@example.com", name="Greta Lind"),
    DemoUser(email="quiet@example.com", name="Quentin Quiet"),
    DemoUser(email="loud@example.com", name="Lou Loud"),
]

# Handle: email address before the @, what they say about themselves, shapes of the picture
PEOPLE = {
    "mo": ("moderator", "Keeps the peace, and the kettle on.", "rings"),
    "rita": ("reader", "Mends what others throw away. Mostly radios.", "circles"),
    "tomas": ("tomas", "Wheels, chains, brakes. Saturdays at the bench.", "rays"),
    "ines": ("ines", "Sewing machines, and what they are for.", "squares"),
    "wei": ("wei", "修理相机和收音机。 Cameras and radios.", "bars"),
    "greta": ("greta", "Runs the tool library.", "squares"),
    "quiet": ("quiet", "Says little, and to few.", "bars"),
    "loud": ("loud", "BEST PRICES!!!", "rays"),
}

NOTES = Path(__file__).parent / "demo_notes.toml"

LIKES = {3: ["mo", "wei", "greta"], 6: ["rita"], 12: ["rita", "tomas"], 18: ["mo", "wei"]}

FOLLOWS = {
    "rita": ["mo", "tomas", "ines", "wei", "greta"],
    "mo": ["rita", "greta"],
    "tomas": ["rita", "mo"],
    "wei": ["rita"],
    "ines": ["rita", "wei", "mo"],
    "greta": ["tomas", "rita"],
}


def load():
    """Add the demo people and their notes, unless they are there."""
    if Profile.objects.filter(handle="rita").exists():
        return
    people = {handle: load_person(handle, *about) for handle, about in PEOPLE.items()}
    notes: list[Note] = []
    for item in tomllib.loads(NOTES.read_text(encoding="utf-8"))["note"]:
        notes.append(load_note(people, notes, **item))
    for handle, others in FOLLOWS.items():
        for other in others:
            people[handle].follow(people[other])
    people["tomas"].follow(people["quiet"])
    people["rita"].block(people["loud"])
    for number, handles in LIKES.items():
        for handle in handles:
            notes[number].like(people[handle])
    Report.objects.create(reporter=people["ines"], note=notes[11], reason="spam", comment="Again.")


def load_person(handle, mailbox, bio, shapes):
    """Add the profile of a demo user."""
    user = get_user_model().objects.get(email=f"{mailbox}@example.com")
    is_private = handle == "quiet"
    person = Profile(user=user, handle=handle, bio=bio, is_private=is_private)
    person.avatar.save("avatar.png", ContentFile(draw(shapes, seed=handle)), save=False)
    person.save()
    return person


def load_note(people, notes, hours_ago, author, text, reply_to=None, picture=""):
    """Add a note some hours ago."""
    parent = None if reply_to is None else notes[reply_to]
    note = Note(author=people[author], text=text, parent=parent)
    note.created_at = timezone.now() - timedelta(hours=hours_ago)
    if picture:
        note.image_alt = f"An abstract picture of {picture}"
        note.image.save("note.png", ContentFile(draw(picture, seed=text)), save=False)
    return publish(note)
