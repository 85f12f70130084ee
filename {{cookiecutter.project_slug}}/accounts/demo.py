from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from core.demo import PASSWORD, USERS

from .models import User


def load():
    """Add the demo users, with verified email addresses."""
    password = make_password(PASSWORD)
    for demo in USERS:
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
