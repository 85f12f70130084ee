"""
Oversized forms: a form has so many fields, or so long a text, that reading it takes the server.

Django stops reading at a thousand fields, or at 2.5 MB without files.
https://docs.djangoproject.com/en/6.1/ref/settings/#data-upload-max-number-fields
"""

import pytest

PROTECTION = "django/conf/global_settings.py: DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000"

MANY_FIELDS = {f"field-{number}": "x" for number in range(1001)}
LONG_TEXT = {"text": "x" * 2_700_000}

each_form = pytest.mark.parametrize("form", [MANY_FIELDS, LONG_TEXT], ids=["fields", "text"])


def attack(client, user, form):
    """Send a form with much more in it than it has fields for."""
    client.force_login(user)
    response = client.post("/accounts/profile/", {"name": "Mallory"} | form)
    user.refresh_from_db()
    return response


@each_form
def test_attack_is_refused(client, reader, form):
    response = attack(client, reader, form)

    assert response.status_code in {400, 413}
    assert "core/site" in response.text
    assert reader.name == "Reader"


@each_form
def test_control_without_limits_all_of_it_is_read(client, reader, form, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = settings.DATA_UPLOAD_MAX_MEMORY_SIZE = None

    response = attack(client, reader, form)

    assert response.status_code == 302
    assert reader.name == "Mallory"
