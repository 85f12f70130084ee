from django.core.management import BaseCommand

from shop.checkout import cancel_unpaid


class Command(BaseCommand):
    """Give up waiting, and put the goods back on the shelf."""

    help = (
        "Cancel orders that were not paid for within an hour (invoices: 14 days), "
        "and put their goods back. Run it every few minutes, for example by cron."
    )

    def handle(self, **options):
        self.stdout.write(f"{cancel_unpaid()} cancelled.")
