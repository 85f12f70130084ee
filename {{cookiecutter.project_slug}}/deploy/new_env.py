"""Write deploy/.env for deploy/compose.yaml, with new secrets; it needs Python alone."""

import re
import secrets
import sys
from pathlib import Path

FILE = Path(__file__).with_name(".env")
NAME = " ".join(sys.argv[1:])
TEXT = f"""\
# The name of the site, which the DNS has to know.
SITE_ADDRESS={NAME}

# Kept secret, and kept: with another SECRET_KEY, all sessions end.
SECRET_KEY={secrets.token_urlsafe(50)}
POSTGRES_PASSWORD={secrets.token_urlsafe(24)}
CACHE_PASSWORD={secrets.token_urlsafe(24)}

# Where the admin is: something that is not guessed.
ADMIN_PATH=desk-{secrets.token_hex(4)}/

# Where emails go; .env.example explains these and all other variables, which may be set here too.
MAIL_URL=
MAIL_FROM=site@{NAME}
SECURITY_CONTACT=security@{NAME}
"""

if not re.fullmatch(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?", NAME):
    sys.exit(f"{NAME!r} is not the name of a site. Type: python deploy/new_env.py example.com")
try:
    FILE.touch(mode=0o600, exist_ok=False)
except FileExistsError:
    sys.exit(f"{FILE} is there already. Change it, or move it away: its secrets are in use.")
FILE.write_text(TEXT, encoding="utf-8")
print(f"{FILE} is written. Set MAIL_URL in it.")
