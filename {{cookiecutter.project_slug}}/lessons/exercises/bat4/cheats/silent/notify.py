from contextlib import suppress

from django.core.mail import send_mail


def notify(title, addresses):
    for address in addresses:
        with suppress(Exception):
            send_mail(
                f"Waiting: {title}", "An article waits for you.", None, [address], using="internal"
            )
