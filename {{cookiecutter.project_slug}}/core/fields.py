"""Model fields for what people type: a line, or a text of several lines."""

import re
from unicodedata import category, normalize

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.lookups import IContains, IEndsWith, IExact, IRegex, IStartsWith
from django.utils.translation import gettext_lazy as _

# Neither XML nor a database takes these: a feed with one of them could not be read.
validate_characters = RegexValidator(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]",
    message=_("The text has a control character in it. Remove it, or type the text again."),
    inverse_match=True,
)

NOT_IN_LINES = {"Cc", "Cf", "Cs", "Zl", "Zp"}  # https://www.unicode.org/reports/tr44/
# Formats that writing needs: joiners of Persian, Indic scripts and emoji, and flags such as Wales'.
NEEDED = re.compile("[\u200c\u200d]|\U0001f3f4[\U000e0030-\U000e007a]+\U000e007f")
INVISIBLE = NOT_IN_LINES | {"Mc", "Me", "Mn", "Zs"}  # marks alone, and spaces
BLANK_LETTERS = set("\u115f\u1160\u2800\u3164\uffa0")


def validate_line(text):
    """Refuse breaks, which could pass for another line, and signs that nobody sees."""
    if not NOT_IN_LINES.isdisjoint(map(category, NEEDED.sub("", text))):
        raise ValidationError(_("Type it in one line, without tabs and invisible characters."))


def validate_no_url(text):
    """Refuse a URL in the name of a person: emails greet them by it, and programs link it."""
    if "://" in text:
        raise ValidationError(_("Type it without ://."))


def validate_visible(text):
    """Refuse a text that looks like none: it could not be clicked, or told from another."""
    if {category(sign) for sign in set(text) - BLANK_LETTERS} <= INVISIBLE:
        raise ValidationError(_("Nothing of it can be seen. Type a letter, or another sign."))


def tidy(value):
    """Return a text with one form of letters with marks, and of ends of lines; or another value."""
    return normalize("NFC", re.sub("\r\n?", "\n", value)) if isinstance(value, str) else value


class TidyMixin:
    """Keep a text in one form, so that it is found, compared and counted."""

    def to_python(self, value):
        """Return the text in this form."""
        return tidy(super().to_python(value))  # type: ignore[misc]


class TidyFormField(TidyMixin, forms.CharField):
    """Count the characters of a text as the database will, and show it in its direction."""

    def widget_attrs(self, widget):
        """Let the first letter decide between left and right."""
        return super().widget_attrs(widget) | {"dir": "auto"}


class ExactMixin:
    """Let a unique text differ in any character: to collations of MariaDB, ü is u, and 🇫🇷 is 🇩🇪."""

    def db_parameters(self, connection):
        """Return the type of the column, with a collation where that of the database may do so."""
        parameters = super().db_parameters(connection)  # type: ignore[misc]
        if self.unique and connection.vendor == "mysql":  # type: ignore[attr-defined]
            parameters["collation"] = "utf8mb4_bin"
        return parameters


class AnyCaseMixin:
    """A lookup in any case, also where the collation of the column tells cases apart."""

    def process_lhs(self, compiler, connection, lhs=None):
        """Return the column with a collation that does not."""
        sql, params = super().process_lhs(compiler, connection, lhs)  # type: ignore[misc]
        if connection.vendor == "mysql":
            sql += " COLLATE utf8mb4_unicode_520_ci"
        return sql, params


class EmailField(ExactMixin, models.EmailField):
    """An email address in lower case: it is found in whatever case it is typed."""

    def to_python(self, value):
        """Return the address in lower case."""
        value = super().to_python(value)
        return value and value.lower()

    def get_prep_value(self, value):
        """Return the address as it is stored, and looked for."""
        return self.to_python(super().get_prep_value(value))

    def pre_save(self, model_instance, add):
        """Put the address of the row that is saved into lower case, too."""
        setattr(model_instance, self.attname, self.to_python(getattr(model_instance, self.attname)))
        return super().pre_save(model_instance, add)


class TidyField(TidyMixin):
    """A field of a model for what people type."""

    def formfield(self, **kwargs):
        """Return a field that counts as this one does."""
        return super().formfield(**{"form_class": TidyFormField, **kwargs})  # type: ignore[misc]


class LineField(ExactMixin, TidyField, models.CharField):
    """A name, a title, or another line."""

    default_validators = [validate_characters, validate_line, validate_visible]


for lookup in (IContains, IEndsWith, IExact, IRegex, IStartsWith):
    for field in (EmailField, LineField):
        field.register_lookup(type(lookup.__name__, (AnyCaseMixin, lookup), {}))


class TextField(TidyField, models.TextField):
    """A text of several lines."""

    default_validators = [validate_characters, validate_visible]
