from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from core.demo import PASSWORD, USERS

from .models import User


def load():
    """Add one user for each role, with a verified email address."""
    password = make_password(PASSWORD)
    for email, (name, _, groups) in USERS.items():
        user, created = User.objects.get_or_create(
            email=email,
            defaults={
                "name": name,
                "password": password,
                "is_staff": email != "reader@example.com" and email != "author@example.com",
                "is_superuser": email == "admin@example.com",
            },
        )
        if created:
            user.groups.set(Group.objects.filter(name__in=groups))
            EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
