from io import StringIO

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import CommandError, call_command
from django.db import IntegrityError
from model_bakery import baker

from accounts.models import Token, User

pytestmark = pytest.mark.django_db


def test_email_is_the_identifier_and_is_kept_in_lower_case():
    user = User.objects.create_user("Ada@Example.COM", "correct-horse-battery", name="Ada")

    assert user.email == "ada@example.com"
    assert User.objects.get_by_natural_key("ADA@example.com") == user
    assert authenticate(username="ADA@example.com", password="correct-horse-battery") == user


def test_commands_find_and_refuse_an_address_in_whatever_case_it_is_typed(monkeypatch):
    User.objects.create_user("ada@example.com", name="Ada")
    monkeypatch.setattr("getpass.getpass", lambda **kwargs: "correct-horse-battery")

    call_command("changepassword", "ADA@Example.com", stdout=StringIO())

    assert authenticate(username="ada@example.com", password="correct-horse-battery")
    with pytest.raises(CommandError, match="already taken"):
        call_command("createsuperuser", "--no-input", email="ADA@example.com", name="Other")


def test_addresses_that_a_collation_takes_for_one_are_two():
    User.objects.create_user("user@bücher.example", name="One")
    User.objects.create_user("user@bucher.example", name="Other")

    assert User.objects.get(email="User@BÜCHER.example").name == "One"


def test_two_users_cannot_share_an_address_in_different_case():
    User.objects.create_user("ada@example.com", name="Ada")

    with pytest.raises(IntegrityError):
        User.objects.create_user("ADA@example.com", name="Other")


def test_token_is_found_by_its_secret_which_is_not_stored(reader):
    secret = Token.objects.issue(reader, "backup")

    token = Token.objects.matching(secret).get()
    assert token.user == reader
    assert secret not in str(Token.objects.values())


def test_expired_token_and_token_of_a_closed_account_are_not_valid(reader):
    Token.objects.issue(reader, "old", days=-1)
    Token.objects.issue(baker.make(get_user_model(), email="x@example.com", is_active=False), "x")
    Token.objects.issue(reader, "good")

    assert [token.name for token in Token.objects.valid()] == ["good"]
