from django.core.mail import send_mail
from django.tasks import task

from .models import Registration


@task
def send_confirmation(registration_pk, title):
    """Tell somebody by mail that they are registered."""
    registration = Registration.objects.get(pk=registration_pk)
    send_mail(f"Registered: {title}", f"See you in {title}.", None, [registration.email])
