"""“Download my data” has all that belongs to a person, however many tables away it is."""

from django.apps import apps
from django.contrib.auth import get_user_model

from core.apps import declared_fields, own_apps

# That an email was sent, messages of the payment service, and what other people do.
NOT_THEIRS = {"shop.OrderMail", "shop.PaymentEvent", "social.Notification"}


def test_all_rows_that_belong_to_a_person_are_exported():
    own = {model for app in own_apps() for model in app.get_models()}
    reached, missing = [get_user_model()], set()

    for model in reached:
        for relation in model._meta.related_objects:
            related = relation.related_model
            if related in own and not declared_fields(related, "personal_fields"):
                missing.add(related._meta.label)
            elif related in own and related not in reached:
                reached.append(related)

    assert missing == {label for label in NOT_THEIRS if apps.is_installed(label.split(".")[0])}
    assert len(reached) > 2
