"""Texts that nobody sees are refused, those of all scripts are taken, and each has one form."""

import pytest
from django.core.exceptions import ValidationError

from core.fields import LineField, TextField

FIELDS = pytest.mark.parametrize("field", [LineField(), TextField()])
FLAG = "\U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f"  # Wales


@FIELDS
@pytest.mark.parametrize("text", ["\u200b", "\u3164", "\u2800 \u2800", "\ufe0f", "\u200d"])
def test_text_that_nobody_sees_is_refused(field, text):
    with pytest.raises(ValidationError, match="seen"):
        field.clean(text, None)


@pytest.mark.parametrize("sign", ["\n", "\t", "\x85", "\u2028", "\u200b", "\u202e", "\ufeff"])
def test_line_has_no_breaks_and_no_invisible_signs(sign):
    with pytest.raises(ValidationError, match="one line"):
        LineField().clean(f"Ann{sign}Lee", None)


@FIELDS
@pytest.mark.parametrize("text", ["नमस्ते", "ක්\u200dෂ", "👩\u200d🚀", FLAG, "🫩", "O’Neill & Söhne"])
def test_texts_of_all_scripts_stay_as_they_are(field, text):
    assert field.clean(text, None) == text


def test_end_of_a_line_and_a_letter_with_its_mark_are_one_character():
    field, typed = TextField(max_length=10), "a\r\nb\rc\ne\u0301fgh"

    assert field.clean(typed, None) == field.formfield().clean(typed) == "a\nb\nc\néfgh"
