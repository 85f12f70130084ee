"""Some of the batteries at work. What they return is shown on their page of the tour."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.core.signing import BadSignature, Signer
from django.utils import timezone, translation
from django.utils.formats import date_format

PLACES = [("de", "Europe/Zurich"), ("pt-br", "America/Sao_Paulo"), ("vi", "Asia/Ho_Chi_Minh")]


def signed():
    """Return a signed value, the same with another price, and why that one is refused."""
    signer = Signer(salt="tour")
    value = signer.sign("price=90")
    forged = value.replace("90", "10", 1)
    try:
        return {"value": value, "forged": forged, "refusal": signer.unsign(forged)}
    except BadSignature as error:
        return {"value": value, "forged": forged, "refusal": error}


def moments():
    """Return this moment, as people in several places read it: (language, zone, text)."""
    found = []
    for language, zone in PLACES:
        with translation.override(language), timezone.override(zone):
            text = date_format(timezone.localtime(), "DATETIME_FORMAT")
        found.append((language, zone, text))
    return found


def refused(password):
    """Return why a password is not accepted, as a list of sentences."""
    try:
        validate_password(password)
    except ValidationError as error:
        return error.messages
    return []


def page_of(items, number):
    """Return a page of a long list; any text is taken for a number, wrong ones too."""
    return Paginator(items, 5).get_page(number)
