"""A thousand generated people, who write and buy what is generated. None of them can log in."""

from datetime import timedelta

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import transaction

from accounts.models import User

from .insertion import FIRST_DAY, insert

NUMBER = 1000

FIRST_NAMES = """
    Ada Amélie Anna Bao Björn Carla Chloé David Elif Emma Finn Grace Hugo Inês Ivana Jonas José
    Kaya Lena Liam Łukasz Maria Mateo Mia Nils Noor Olga Omar Paula Priya Quinn Rosa Søren Tomáš
    Uma Victor Wei Yusuf Zoë 美咲
""".split()  # noqa: SIM905
LAST_NAMES = """
    Abara Baker Castillo Dubois Eriksen Fischer García Haddad Ito Jansen Kovács Lindqvist Müller
    Nakamura Novák Okafor Ortiz Pereira Qureshi Rossi Schäfer Silva Tanaka Üstün Vargas Weber Xu
    Yücel Zając
""".split()  # noqa: SIM905


@transaction.atomic
def people():
    """Return the generated people in order, and save those who are missing."""
    users = User.objects.filter(email__in=[email(number) for number in range(NUMBER)])
    known = set(users.values_list("email", flat=True))
    insert(User, [person(number) for number in range(NUMBER) if email(number) not in known])
    return list(users.order_by("email"))


def email(number):
    """Return an address that no mail goes to: RFC 2606 reserves the domain for examples."""
    return f"user{number:06}@example.net"


def person(number):
    """Return the columns of a user who joined before the first row was written."""
    first = FIRST_NAMES[number % len(FIRST_NAMES)]
    return {
        "email": email(number),
        "name": f"{first} {LAST_NAMES[number * 7 % len(LAST_NAMES)]}",
        "password": UNUSABLE_PASSWORD_PREFIX,
        "date_joined": FIRST_DAY - timedelta(minutes=NUMBER - number),
    }
