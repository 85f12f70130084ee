"""Work in the background. `manage.py db_worker` does it."""

from django.core.mail import send_mail
from django.db import transaction
from django.tasks import task
from django.template.loader import render_to_string
from django.utils import timezone

from .models import Profile


@task
def send_digest(profile_pk):
    """
    Mail somebody what they have neither read nor been mailed yet, if they want it.

    Each notification is mailed once. If the mail server fails, nothing is written down, and
    the task can run again.
    """
    people = Profile.objects.visible_to(None).filter(wants_digest=True).select_related("user")
    with transaction.atomic():
        # A second worker waits here, and then finds that everything is mailed.
        person = people.select_for_update().filter(pk=profile_pk).first()
        if person is None:
            return
        waiting = person.notifications.visible(person).unread().filter(mailed_at=None)
        notifications = list(waiting[:100])
        ids = [notification.pk for notification in notifications]
        if person.notifications.filter(pk__in=ids).update(mailed_at=timezone.now()):
            context = {"person": person, "notifications": notifications}
            text = render_to_string("social/email/digest.txt", context)
            send_mail(f"{len(ids)} news for {person}", text, None, [person.user.email])
