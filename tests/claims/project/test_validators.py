"""Every single-line field refuses line breaks, in forms, in the API and in the admin."""

import pytest
from django.core.exceptions import ValidationError
from django.db.models import CharField

from core.apps import own_apps

# Programs fill these in, with text of their own, or text that was checked.
OWN = {"core.RateLimit", "accounts.SecurityEvent", "jobs", "social.Hashtag"}
OWN |= {"shop.OrderLine", "shop.OrderMail", "shop.Payment", "shop.PaymentEvent"}
FIELDS = [
    field
    for app in own_apps()
    for model in app.get_models()
    for field in model._meta.local_fields
    if isinstance(field, CharField) and field.editable and not field.choices
    if field.name != "password"  # only its hash
    if OWN.isdisjoint({app.label, model._meta.label})
]


@pytest.mark.parametrize("text", ["a\nb", "a\rb", "a\tb", "a\u2028b", "a\x00b", "a\ud800b"])
@pytest.mark.parametrize("field", FIELDS, ids=str)
def test_field_of_one_line_refuses_another(field, text):
    with pytest.raises(ValidationError):
        field.run_validators(text)


@pytest.mark.parametrize("text", ["Ada Lovelace", "Åsa-Mäe O’Neil, Jr.", "山田 太郎"])
@pytest.mark.parametrize("field", [each for each in FIELDS if each.name == "name"], ids=str)
def test_field_of_one_line_takes_names(field, text):
    field.run_validators(text)
