"""Serve a baked project as in production, over https."""

import os
import shutil
import socket
import sqlite3
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import closing, contextmanager

import pytest

from .commands import DEVELOPMENT, PRODUCTION, environment, run

PASSWORD = "correct-horse-battery"  # of all demo users
SECRET = "ABCDEFGHIJKLMNOP" * 2  # of the authenticator apps of all staff
SETTINGS = PRODUCTION | {
    "ADMIN_PATH": "admin/",
    "ALLOWED_HOSTS": "127.0.0.1,localhost",
    "SHOP_SANDBOX_CARD": "on",
}

PATHS = "paths.txt"  # of the two addresses below

# One more post, so that there is a second page, second factors for staff, and two addresses that
# people get by e-mail.
DATA = (
    f'''SECRET = "{SECRET}"'''
    + '''
from datetime import timedelta
from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.urls import reverse
from django.utils import timezone
from accounts.models import User
from blog.models import Post
from social.models import Note, Profile

body = """
## All of Markdown
Text with `code`, **bold**, *italics*, ~~a mistake~~ and a [link](https://example.com/).
### A level below
- a list
  1. in a list
> A quotation
***
| Wide | table |""" + " column |" * 12 + """
| ---- | ----- |""" + " ------ |" * 12 + """
| one  | two   |""" + " incomprehensibilities |" * 12 + """

    a line of code""" + " that is far too long" * 12 + """

https://example.com/""" + "an-address-without-a-blank" * 9
moderator = User.objects.get(email="moderator@example.com")
long_ago = timezone.now() - timedelta(days=400)
Post.objects.create(author=moderator, title="All of Markdown", body=body, published_at=long_ago)
email = EmailAddress.objects.create(user=moderator, email="second@example.com")
print(reverse("account_confirm_email", args=[EmailConfirmationHMAC(email).key]))
Note.objects.bulk_create(
    Note(author=Profile.objects.get(handle="wei"), text=f"Shutter {number}") for number in range(30)
)
for staff in User.objects.filter(is_staff=True):
    TOTP.activate(staff, SECRET)
    RecoveryCodes.activate(staff)
forgetful = User.objects.get(email="tomas@example.com")  # Signing in would end the link.
token = user_pk_to_url_str(forgetful), default_token_generator.make_token(forgetful)
print(reverse("account_reset_password_from_key", args=token))
'''
)


def program(*names, path=None):
    """Return the path of the first program that this machine has; in CI, one must be there."""
    path = path or next(filter(None, map(shutil.which, names)), None)
    if not path:
        (pytest.fail if "CI" in os.environ else pytest.skip)(f"{names[0]} is not installed")
    return path


def prepare(project, **variables):
    """Fill a project as somebody who deploys it does, and return it; a copy of it is ready, too."""
    variables = SETTINGS | variables
    run(project, "manage.py", "demo", "--no-serve", **DEVELOPMENT)
    run(project, "manage.py", "collectstatic", "--no-input", **variables)
    data = run(project, "manage.py", "shell", "--no-imports", "-c", DATA, **variables)
    (project / PATHS).write_text(data)
    make_certificate(project)
    return project


def make_certificate(project):
    """Write a certificate that is valid for a day, and that nobody trusts."""
    key = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout key.pem"
    names = "-subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1"
    certificate = f"-x509 {names} -days 1 -out certificate.pem"
    command = [program("openssl"), "req", *key.split(), *certificate.split()]
    subprocess.run(command, cwd=project, capture_output=True, check=True)


class Site:
    """A project that was prepared, served until `stop()`."""

    def __init__(self, project, **variables):
        """Start the server."""
        self.project, self.variables = project, SETTINGS | variables
        self.confirm_path, self.reset_path = (project / PATHS).read_text().split()
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.url = f"https://127.0.0.1:{self.port}"
        self.server = self.start()

    def start(self):
        """Start the server; it serves uploaded files too, as the one in front does elsewhere."""
        options = f"--interface asginl --host 127.0.0.1 --port {self.port}"
        secrets = "--ssl-certificate certificate.pem --ssl-keyfile key.pem"
        media = "--static-path-route /media --static-path-mount media"
        options = f"{options} {secrets} {media} config.asgi:application".split()
        with (self.project / "server.log").open("wb") as log:
            server = subprocess.Popen(
                [sys.executable, "-m", "granian", *options],
                cwd=self.project,
                env=environment(**self.variables),
                stdout=log,
                stderr=log,
            )
        while not self.is_ready():
            assert server.poll() is None, (self.project / "server.log").read_text()
            time.sleep(0.05)
        return server

    def is_ready(self):
        """Return whether the server answers."""
        trusting = ssl._create_unverified_context()
        try:
            with urllib.request.urlopen(f"{self.url}/readyz", context=trusting, timeout=5):
                return True
        except urllib.error.URLError:
            return False

    def stop(self):
        """Stop the server."""
        self.server.terminate()
        self.server.wait(30)

    @contextmanager
    def broken(self, harm, repair):
        """Run one statement of SQL behind the server's back, and later the one that undoes it."""
        self.query(harm)
        try:
            yield
        finally:
            self.query(repair)

    def query(self, sql):
        """Change the database behind the server's back."""
        with closing(sqlite3.connect(self.project / "db.sqlite3", timeout=20)) as database:
            database.execute(sql)
            database.commit()
