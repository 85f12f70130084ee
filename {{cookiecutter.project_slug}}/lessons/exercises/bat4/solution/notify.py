from django.core.mail import send_mail


def notify(title, addresses):
    """Tell the editors at these addresses that an article waits for them."""
    for address in addresses:
        send_mail(
            f"Waiting: {title}", "An article waits for you.", None, [address], using="internal"
        )
