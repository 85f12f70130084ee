"""Send digests of notifications."""

from django.tasks import task
from django.utils import timezone
from django.utils.translation import ngettext

from core import mail

from .models import Profile


@task
def send_digests():
    """Queue an email for everybody who wants it and has unread notifications."""
    waiting = Profile.objects.visible_to(None).filter(
        wants_digest=True, notifications__read_at=None, notifications__mailed_at=None
    )
    people = waiting.exclude(notifications=None).distinct().order_by("pk")
    for pk in people.values_list("pk", flat=True):
        send_digest.enqueue(pk)


@task
def send_digest(profile_pk):
    """Mail somebody what they have neither read nor been mailed yet, if they want it."""
    people = Profile.objects.visible_to(None).filter(wants_digest=True).select_related("user")
    person = people.filter(pk=profile_pk).first()
    if person is None:
        return
    waiting = person.notifications.visible(person).unread().filter(mailed_at=None)
    notifications = list(waiting[:100])
    if not notifications:
        return
    context = {"person": person, "notifications": notifications}
    ids = [notification.pk for notification in notifications]
    subject = ngettext(
        "You have %(number)s new notification", "You have %(number)s new notifications", len(ids)
    ) % {"number": len(ids)}
    to, key = person.user.email, f"digest.{person.pk}.{max(ids)}"
    mail.send(subject, "social/email/digest.txt", context, to, key, person.unsubscribe_url)
    person.notifications.filter(pk__in=ids).update(mailed_at=timezone.now())
