"""What `check --deploy` says of this project, with the settings of a machine."""

import secrets

from tour.proofs import python

# What .env.example asks for on a server, with names that nobody has.
PRODUCTION = {
    "DEBUG": "off",
    "ALLOWED_HOSTS": "example.com",
    "MAIL_URL": "smtp+tls://smtp.example.com",
    "MAIL_FROM": "site@example.com",
    "SECURITY_CONTACT": "security@example.com",
    "ADMIN_PATH": "desk-7q3x/",
}


def check(**variables):
    """Return what `check --deploy` prints, with these variables before those of this machine."""
    arguments = ["manage.py", "check", "--deploy", "--settings=config.settings"]
    return python(*arguments, **variables).strip()


def check_as_in_production():
    """Return what `check --deploy` prints with the variables of a server, and a key of its own."""
    return check(**PRODUCTION, SECRET_KEY=secrets.token_urlsafe(50))
