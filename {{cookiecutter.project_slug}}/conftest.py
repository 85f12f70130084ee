"""Fixtures for the tests of all apps."""

import pytest
from django.contrib.auth.models import Group
from django.core.cache import caches
from django.utils import translation
from hypothesis import settings as hypothesis_settings
from model_bakery import baker
from model_bakery.random_gen import gen_email

for kind in ("LineField", "TextField"):
    baker.generators.add(f"core.fields.{kind}", lambda: "text")
baker.generators.add("core.fields.EmailField", gen_email)

# How long an example takes, depends on the machine.
hypothesis_settings.register_profile("site", deadline=None)
hypothesis_settings.load_profile("site")


@pytest.fixture(autouse=True)
def media_root(settings, tmp_path):
    """Store uploads where pytest cleans up."""
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture(autouse=True)
def language():
    """Begin in the language of the settings, whatever the visitor of the last test read."""
    translation.deactivate()


@pytest.fixture
def page_cache(settings, tmp_path):
    """Keep pages in memory, as in production without CACHE_URL, and return where."""
    memory = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": str(tmp_path)}
    settings.CACHES = settings.CACHES | {"volatile": memory}
    return caches["volatile"]


@pytest.fixture
def make_user(db):
    """Return a function that saves a user, with a role if one is named."""

    def make(name, role=None, **fields):
        email = f"{name.split()[0].lower()}@example.com"
        user = baker.make("accounts.User", email=email, name=name, **fields)
        if role:
            user.groups.add(Group.objects.get(name=role))
        return user

    return make


@pytest.fixture
def reader(make_user):
    """Return a user without a role."""
    return make_user("Reader")
