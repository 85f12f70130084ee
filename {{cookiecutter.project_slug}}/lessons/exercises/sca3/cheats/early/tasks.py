from django.core.mail import send_mail
from django.tasks import task

from .models import Registration


@task
def send_confirmation(registration_pk):
    """Tell somebody by mail that they are registered."""
    registration = Registration.objects.select_related("course").get(pk=registration_pk)
    title = registration.course.title
    send_mail(f"Registered: {title}", f"See you in {title}.", None, [registration.email])
