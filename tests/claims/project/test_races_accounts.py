"""Of a sign-up that is sent twice at once, neither shows an error."""

import pytest
from django.urls import reverse

from accounts.models import User
from tests.claims.races import faster

FORM = {"name": "Kim", "email": "kim@example.com"}
FORM |= dict.fromkeys(["password1", "password2"], "correct-horse-battery")


@pytest.mark.django_db
def test_sign_up_that_is_sent_twice_at_once_is_no_error(client, settings):
    settings.SIGNUP_OPEN = True
    rival = User(name="Kim", email="kim@example.com")

    with faster(User, lambda: User.objects.bulk_create([rival])) as rivals:
        response = client.post(reverse("account_signup"), FORM)

    assert rivals
    assert response.status_code in {200, 302}
