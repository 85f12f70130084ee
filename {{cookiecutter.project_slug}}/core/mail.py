"""Emails from tasks, which may run twice."""

from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage


def send_with_message_id(key, subject, text, address):
    """
    Send an email that says `text`, with a Message-ID made of the key.

    Where a worker dies before it has written down that it has sent an email, the email is sent
    again: mailboxes know by the Message-ID that they have it.
    """
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    headers = {"Message-ID": f"<{key}@{domain}>"}
    EmailMessage(subject, text, to=[address], headers=headers).send()
