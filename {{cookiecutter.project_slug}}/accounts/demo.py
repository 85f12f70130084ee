from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.utils import timezone

from core.demo import PASSWORD, DemoUser, users

from .models import User

USERS = [
    DemoUser("admin@example.com", "Ada Admin", "may do everything", is_superuser=True),
]
JOINED_APART = timedelta(days=17)


def load():
    """Add the demo users of all apps, with verified email addresses."""
    password = make_password(PASSWORD)
    everybody = users()
    first_day = timezone.now() - len(everybody) * JOINED_APART
    for number, demo in enumerate(everybody):
        user, created = User.objects.get_or_create(
            email=demo.email,
            defaults={
                "name": demo.name,
                "password": password,
                "date_joined": first_day + number * JOINED_APART,
                "is_staff": demo.is_staff or demo.is_superuser,
                "is_superuser": demo.is_superuser,
            },
        )
        if created:
            user.groups.set(Group.objects.filter(name__in=demo.roles))
            user.mark_email_verified()
