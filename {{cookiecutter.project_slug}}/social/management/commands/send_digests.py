from django.core.management import BaseCommand

from social.models import Profile
from social.tasks import send_digest


class Command(BaseCommand):
    """Tell people by email what they have not read."""

    help = "Queue an email for everybody with unread notifications. Run it once a day, by cron."

    def handle(self, **options):
        waiting = Profile.objects.visible_to(None).filter(
            wants_digest=True, notifications__read_at=None, notifications__mailed_at=None
        )
        people = waiting.exclude(notifications=None).distinct().order_by("pk")
        for pk in people.values_list("pk", flat=True):
            send_digest.enqueue(pk)
        self.stdout.write(f"{len(people)} queued.")
