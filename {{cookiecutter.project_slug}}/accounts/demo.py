from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from core.demo import PASSWORD, DemoUser, users

from .models import User

USERS = [
    DemoUser(
        email="admin@example.com",
        name="Ada Admin",
        about="may do everything",
        is_staff=True,
        is_superuser=True,
    ),
]


def load():
    """Add the demo users of all apps, with verified email addresses."""
    password = make_password(PASSWORD)
    for demo in users():
        user, created = User.objects.get_or_create(
            email=demo.email,
            defaults={
                "name": demo.name,
                "password": password,
                "is_staff": demo.is_staff,
                "is_superuser": demo.is_superuser,
            },
        )
        if created:
            user.groups.set(Group.objects.filter(name__in=demo.roles))
            user.vouch_for_email()
