"""
Output growth: a short text in Markdown becomes an answer of many megabytes for each visitor.

A link may be used many times by its label; what all of them come to is bounded.
https://docs.djangoproject.com/en/6.1/ref/validators/#writing-validators
"""

import pytest
from django.core.exceptions import ValidationError
from django.db.models import TextField

from core import markdown
from core.apps import own_apps

PROTECTION = "core/markdown.py: MAX_LINK_CHARACTERS ="

LINK = f"[a]: /{'x' * 10_000}\n\n"
MODELS = [model for app in own_apps() for model in app.get_models()]
FIELDS = [
    field
    for model in MODELS
    for field in model._meta.fields
    if isinstance(field, TextField) and "Markdown" in str(field.help_text)
]


def attack(label="[a]"):
    """Write a text that uses one long link again and again; return how many times it grows."""
    text = LINK + label * 3_000
    return len(markdown.render(text)) / len(text)


def test_attack_makes_a_page_as_small_as_the_text():
    assert attack() < 2


@pytest.mark.parametrize("field", FIELDS, ids=str)
def test_attack_is_refused_by_each_form(field):
    with pytest.raises(ValidationError, match="Use fewer"):
        field.run_validators(LINK + "[a]" * 3_000)

    assert attack() < 2


def test_control_without_the_bound_the_page_grows(monkeypatch):
    monkeypatch.setattr(markdown, "MAX_LINK_CHARACTERS", float("inf"))

    assert attack() > 500
