import html
import re
import unicodedata
from datetime import date

from django.utils.safestring import mark_safe


def address_of(title):
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def date_of(text):
    match = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", text)
    return date(*map(int, match.groups())) if match else None


def list_of(names):
    return mark_safe("".join(f"<li>{html.escape(name)}</li>" for name in names))


def header_of(name):
    return 'attachment; filename="' + name.replace('"', r"\"") + '"'
