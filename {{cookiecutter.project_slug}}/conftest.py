"""Fixtures for the tests of all apps."""

import pytest
from django.contrib.auth.models import Group
from model_bakery import baker


@pytest.fixture(autouse=True)
def media_root(settings, tmp_path):
    """Store uploads where pytest cleans up."""
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def reader(db):
    """Return a user without a role."""
    return baker.make("accounts.User", email="reader@example.com", name="Rita Reader")


@pytest.fixture
def author(db):
    """Return a user who may write posts."""
    return person("author@example.com", "Authors", is_staff=False)


@pytest.fixture
def editor(db):
    """Return a user who may change every post."""
    return person("editor@example.com", "Editors")


@pytest.fixture
def moderator(db):
    """Return a user who may approve comments."""
    return person("moderator@example.com", "Moderators")


def person(email, role, is_staff=True):
    """Save and return a user with a role."""
    user = baker.make("accounts.User", email=email, name=role, is_staff=is_staff)
    user.groups.add(Group.objects.get(name=role))
    return user
