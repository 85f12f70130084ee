"""Emails that a task sends, with the URL of the site and headers for mail programs."""

from email.policy import default
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.encoding import punycode


class Message(EmailMessage):
    """An email whose headers are not folded: mail programs read no URL that is."""

    def message(self, *, policy=default):
        """Return the message for the mail server; a line has up to 998 characters there."""
        return super().message(policy=policy.clone(max_line_length=998))


def send(subject, template, context, to, key, unsubscribe_url=""):
    """
    Send an email in plain text, with `site_url` in its context.

    A task may be run again: mailboxes know an email with the same `key` by its Message-ID. At
    `unsubscribe_url`, a POST ends such emails: https://www.rfc-editor.org/rfc/rfc8058.
    """
    domain = punycode(parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2])
    headers = {"Message-ID": f"<{key}@{domain}>", "Auto-Submitted": "auto-generated"}
    if unsubscribe_url:
        headers["List-Unsubscribe"] = f"<{unsubscribe_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    urls = {"site_url": settings.SITE_URL, "unsubscribe_url": unsubscribe_url}
    body = render_to_string(template, context | urls)
    Message(subject, body, to=[to], headers=headers).send()
