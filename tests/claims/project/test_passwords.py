"""Passwords are checked and stored as OWASP asks."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import identify_hasher, make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from accounts.forms import SignUpForm
from config import settings as production

pytestmark = pytest.mark.django_db

FIELD = re.compile(r'<input type="password"[^>]*>')


@pytest.mark.parametrize("password", ["abc12", "password1234", "reader@example.com"])
def test_short_common_or_similar_password_is_refused(reader, password):
    with pytest.raises(ValidationError):
        validate_password(password, reader)


@pytest.mark.parametrize(
    "password", ["917264038155", "onlylowercase", "日本語のパスワードも長い", "horse battery " * 15]
)
def test_password_may_be_made_of_anything_and_be_long(reader, password):
    validate_password(password, reader)


@pytest.mark.parametrize(
    "typed", ["Correct-horse-battery ", "correct-horse-battery", " Correct-horse-battery"]
)
def test_password_counts_exactly_as_it_was_typed(client, reader, typed):
    reader.set_password("Correct-horse-battery")
    reader.save()
    reader.mark_email_verified()

    client.post("/accounts/login/", {"login": reader.email, "password": typed})
    assert "_auth_user_id" not in client.session

    client.post("/accounts/login/", {"login": reader.email, "password": "Correct-horse-battery"})
    assert "_auth_user_id" in client.session


def test_password_fields_hide_what_is_typed_and_welcome_password_managers(client):
    fields = FIELD.findall(client.get("/accounts/login/").text)

    assert fields
    for field in fields:
        assert re.search(r'autocomplete="(current|new)-password"', field)
        assert "maxlength" not in field
        assert "onpaste" not in field


def test_passwords_are_stored_with_argon2(settings):
    settings.PASSWORD_HASHERS = production.PASSWORD_HASHERS

    stored = make_password("correct-horse-battery")

    assert identify_hasher(stored).algorithm == "argon2"
    assert stored.startswith("argon2$argon2id$")


def test_migrations_make_no_account():
    assert not get_user_model().objects.exists()


def test_nobody_is_asked_for_a_hint_or_a_secret_question():
    assert list(SignUpForm.base_fields) == ["name"]
