"""Path converters for all apps."""

from django.urls import register_converter
from django.urls.converters import StringConverter


class UnicodeSlugConverter(StringConverter):
    """A slug with letters of any script, as SlugField(allow_unicode=True) accepts it."""

    regex = r"[-\w]+"


register_converter(UnicodeSlugConverter, "unicode_slug")
