"""Emails that a task sends, with the URL of the site and headers for mail programs."""

from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string


def send(subject, template, context, to, key, unsubscribe_url=""):
    """
    Send an email in plain text, with `site_url` in its context.

    A task may be run again: mailboxes know an email with the same `key` by its Message-ID. At
    `unsubscribe_url`, a POST ends such emails: https://www.rfc-editor.org/rfc/rfc8058.
    """
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    headers = {"Message-ID": f"<{key}@{domain}>", "Auto-Submitted": "auto-generated"}
    if unsubscribe_url:
        headers["List-Unsubscribe"] = f"<{unsubscribe_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    urls = {"site_url": settings.SITE_URL, "unsubscribe_url": unsubscribe_url}
    body = render_to_string(template, context | urls)
    EmailMessage(subject, body, to=[to], headers=headers).send()
