from django.core.mail import send_mail


def send_confirmation(registration):
    """Tell somebody by mail that they are registered."""
    title = registration.course.title
    send_mail(f"Registered: {title}", f"See you in {title}.", None, [registration.email])
