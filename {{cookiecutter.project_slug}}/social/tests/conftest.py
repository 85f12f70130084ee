import pytest
from django.test import Client
from django.urls import reverse

from social.models import Note, Profile
from social.publishing import publish

SOCIAL = reverse("social:timeline")


@pytest.fixture
def make_person(make_user):
    """Return a function that saves somebody with a profile."""

    def make(handle, **fields):
        return Profile.objects.create(user=make_user(handle.title()), handle=handle, **fields)

    return make


@pytest.fixture
def anna(make_person):
    """Return somebody."""
    return make_person("anna")


@pytest.fixture
def bert(make_person):
    """Return somebody else."""
    return make_person("bert")


@pytest.fixture
def write():
    """Return a function that publishes a note."""

    def write(author, text="Hello", **fields):
        return publish(Note(author=author, text=text, **fields))

    return write


@pytest.fixture
def as_anna(anna):
    """Return a client that Anna is signed in with."""
    client = Client()
    client.force_login(anna.user)
    return client
