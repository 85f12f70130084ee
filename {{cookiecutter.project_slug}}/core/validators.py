"""Checks of text that people type."""

from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

# Neither XML nor a database takes these: a feed with one of them could not be read.
validate_characters = RegexValidator(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]",
    message=_("The text has a control character in it. Remove it, or type the text again."),
    inverse_match=True,
)
