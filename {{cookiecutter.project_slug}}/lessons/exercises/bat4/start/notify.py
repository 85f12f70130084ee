from django.core.mail import send_mail


def notify(title, addresses):
    """Tell the editors at these addresses that an article waits for them."""
    # TODO: send it by the mailer "internal", to each editor alone, and let errors come through.
    send_mail(
        f"Waiting: {title}",
        "An article waits for you.",
        None,
        addresses,
        fail_silently=True,
    )
