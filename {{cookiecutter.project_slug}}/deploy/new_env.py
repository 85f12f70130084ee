"""Write deploy/.env for deploy/compose.yaml, with new secrets; it needs Python alone."""

import os
import re
import secrets
import sys
from pathlib import Path

FILE = Path(__file__).with_name(".env")
TEXT = """\
# The name of the site, which the DNS has to know.
SITE_ADDRESS={name}

# Kept secret, and kept: with another SECRET_KEY, all sessions end.
SECRET_KEY={key}
POSTGRES_PASSWORD={password}

# Where the admin is: something that is not guessed.
ADMIN_PATH=desk-{desk}/

# Where emails go; .env.example explains these and all other variables, which may be set here too.
MAIL_URL=
MAIL_FROM=site@{name}
SECURITY_CONTACT=security@{name}
"""


def main(arguments):
    """Write the file, or say why not."""
    if len(arguments) != 1 or not re.fullmatch(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?", arguments[0]):
        given = " ".join(arguments) or "nothing"
        sys.exit(f"{given} is not the name of a site. Type: python deploy/new_env.py example.com")
    text = TEXT.format(
        name=arguments[0],
        key=secrets.token_urlsafe(50),
        password=secrets.token_urlsafe(24),
        desk=secrets.token_hex(4),
    )
    try:
        descriptor = os.open(FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        sys.exit(f"{FILE} is there already. Change it, or move it away: its secrets are in use.")
    with open(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    print(f"{FILE} is written. Set MAIL_URL in it.")


if __name__ == "__main__":
    main(sys.argv[1:])
