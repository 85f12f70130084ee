"""
Mail injection: a line break in an address adds recipients, and the site sends spam.

Fields for addresses take one address, and messages refuse line breaks in headers.
https://docs.djangoproject.com/en/6.1/topics/email/#preventing-header-injection
"""

from email import message_from_string

import pytest
from django.core import mail
from django.http import HttpResponse
from django.urls import path

PROTECTION = "django/core/validators.py: class EmailValidator"


def attack(client, victim):
    """Ask to reset a password, with a second header in the address; return who gets mail."""
    address = f"{victim.email}\nBcc: everybody@evil.example"
    response = client.post("/accounts/password/reset/", {"email": address})
    return response, [name for message in mail.outbox for name in message.recipients()]


def naive_reset(request):
    """Write a message as text, and let the mail server find the recipients in it."""
    message = message_from_string(f"To: {request.POST['email']}\n\nYour password …")
    mail.EmailMessage(to=[message["To"]], bcc=[message["Bcc"]]).send()
    return HttpResponse("Sent.")


urlpatterns = [path("accounts/password/reset/", naive_reset)]


def test_attack_is_not_an_address(client, victim):
    response, recipients = attack(client, victim)

    assert response.status_code == 200
    assert "Enter a valid email address." in response.text
    assert not recipients


@pytest.mark.urls(__name__)
def test_control_headers_written_by_hand_reach_everybody(client, victim):
    response, recipients = attack(client, victim)

    assert response.status_code == 200
    assert recipients == [victim.email, "everybody@evil.example"]
