import random

import pytest
from django.core import checks


def found(settings, value):
    settings.ARTICLES_PER_PAGE = value
    try:
        messages = checks.run_checks()
    except Exception as problem:
        raise AssertionError(
            f"With ARTICLES_PER_PAGE = {value!r} your check raised {problem!r}: return an Error."
        ) from None
    return [message for message in messages if message.id == "fw4.E001"]


@pytest.mark.django_db
def check_django_knows_the_check():
    known = checks.registry.registry.get_checks()
    assert any(function.__module__ == "fw4.checks" for function in known), (
        "Nothing can give the error fw4.E001: Django knows no check of yours. Put @register() "
        "above it (without deploy=True)."
    )


@pytest.mark.django_db
@pytest.mark.parametrize("value", [0, -random.randint(1, 99), random.randint(101, 999)])
def check_numbers_that_are_too_small_or_too_large_are_found(settings, value):
    errors = found(settings, value)

    assert len(errors) == 1, (
        f"ARTICLES_PER_PAGE = {value} gave {len(errors)} errors fw4.E001, and should give one."
    )
    assert errors[0].hint, "The error should have a hint that says what to type."
    assert errors[0].is_serious(), "It should be an Error, not a Warning: checks must stop."


@pytest.mark.django_db
@pytest.mark.parametrize("value", ["ten", None, 2.5, True])
def check_what_is_no_whole_number_is_found(settings, value):
    errors = found(settings, value)

    assert len(errors) == 1, (
        f"ARTICLES_PER_PAGE = {value!r} gave {len(errors)} errors fw4.E001, and should give one."
    )


@pytest.mark.django_db
@pytest.mark.parametrize("value", [1, 10, 100, random.randint(2, 99)])
def check_right_values_are_left_alone(settings, value):
    assert found(settings, value) == [], f"ARTICLES_PER_PAGE = {value} is right, and gave an error."
