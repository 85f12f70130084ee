from django.core.mail import send_mail
from django.tasks import task


@task
def send_confirmation(title, email):
    send_mail(f"Registered: {title}", f"See you in {title}.", None, [email])
