"""Serve a baked project as in production, over https, and look at it with a browser."""

import os
import re
import shutil
import socket
import sqlite3
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT, AxeResults

from .commands import DEVELOPMENT, PRODUCTION, environment, run

BROWSERS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"]
PASSWORD = "correct-horse-battery"  # of all demo users
SETTINGS = PRODUCTION | {"ALLOWED_HOSTS": "127.0.0.1", "SHOP_SANDBOX_CARD": "on"}

# One more post, so that there is a second page, and two addresses that people get by e-mail.
DATA = '''
from datetime import timedelta
from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
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
forgetful = User.objects.get(email="tomas@example.com")  # Signing in would end the link.
token = user_pk_to_url_str(forgetful), default_token_generator.make_token(forgetful)
print(reverse("account_reset_password_from_key", args=token))
'''


def program(*names, path=None):
    """Return the path of the first program that this machine has; in CI, one must be there."""
    path = path or next(filter(None, map(shutil.which, names)), None)
    if not path:
        (pytest.fail if "CI" in os.environ else pytest.skip)(f"{names[0]} is not installed")
    return path


def launch(playwright):
    """Start the browser of this machine, or the one that the variable BROWSER_PATH names."""
    return playwright.chromium.launch(
        executable_path=program(*BROWSERS, path=os.environ.get("BROWSER_PATH")),
        args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
    )


class Site:
    """A project with demo data and all static files, served until `stop()`."""

    def __init__(self, project):
        """Prepare the project as somebody who deploys it does, and start the server."""
        self.project = project
        run(project, "manage.py", "demo", "--no-serve", **DEVELOPMENT)
        run(project, "manage.py", "collectstatic", "--no-input", **SETTINGS)
        data = run(project, "manage.py", "shell", "--no-imports", "-c", DATA, **SETTINGS)
        self.confirm_path, self.reset_path = data.split()
        self.make_certificate()
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.url = f"https://127.0.0.1:{self.port}"
        self.server = self.start()

    def make_certificate(self):
        """Write a certificate that is valid for a day, and that nobody trusts."""
        key = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout key.pem"
        certificate = "-x509 -subj /CN=127.0.0.1 -days 1 -out certificate.pem"
        command = [program("openssl"), "req", *key.split(), *certificate.split()]
        subprocess.run(command, cwd=self.project, capture_output=True, check=True)

    def start(self):
        """Start the server; it serves uploaded files too, as the one in front does elsewhere."""
        options = f"--interface wsgi --host 127.0.0.1 --port {self.port} --blocking-threads 2"
        secrets = "--ssl-certificate certificate.pem --ssl-keyfile key.pem"
        media = "--static-path-route /media --static-path-mount media"
        options = f"{options} {secrets} {media} config.wsgi:application".split()
        with (self.project / "server.log").open("wb") as log:
            server = subprocess.Popen(
                [sys.executable, "-m", "granian", *options],
                cwd=self.project,
                env=environment(**SETTINGS),
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
    def without_posts(self):
        """Take the table of posts away for a while, so that a page that reads it fails."""
        self.query("ALTER TABLE blog_post RENAME TO gone")
        try:
            yield
        finally:
            self.query("ALTER TABLE gone RENAME TO blog_post")

    def query(self, sql):
        """Change the database behind the server's back."""
        database = sqlite3.connect(self.project / "db.sqlite3", timeout=20)
        database.execute(sql)
        database.close()

    def sign_in(self, context, name):
        """Sign a browser's context in, with one POST."""
        page = context.request.get("/accounts/login/")
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.text())[1]
        response = context.request.post(
            "/accounts/login/",
            headers={"Referer": page.url},
            form={
                "csrfmiddlewaretoken": token,
                "login": f"{name}@example.com",
                "password": PASSWORD,
            },
        )
        assert response.url.endswith("/accounts/profile/"), response.text()


def way(path, *clicks, press=None, **fields):
    """Return how to get to a page: an address, links to click, fields to fill in, a button."""

    def walk(page, site):
        page.goto(path.format(site=site))
        for selector in clicks:
            page.click(selector)
        for name, value in fields.items():
            page.fill(f"main [name={name}]", value)
        if press:
            page.get_by_role("main").get_by_role("button", name=press).click()

    return walk


def then(*ways):
    """Return how to get to a page: one way after the other."""

    def walk(page, site):
        for way in ways:
            way(page, site)

    return walk


def on(*clicks, press=None, **fields):
    """Return how to go on from the page that is open: links, fields, a button."""

    def walk(page, site):
        way(page.url, *clicks, press=press, **fields)(page, site)

    return walk


def stale_form(page, site):
    """Send a form without its CSRF token."""
    page.goto("/accounts/login/")
    page.evaluate("document.querySelector('main [name=csrfmiddlewaretoken]').remove()")
    page.fill("main [name=login]", "reader@example.com")
    page.fill("main [name=password]", PASSWORD)
    page.press("main [name=password]", "Enter")
    page.wait_for_url("/accounts/login/")


def broken_database(page, site):
    """Ask for a page whose table is gone."""
    with site.without_posts():
        page.goto("/blog/")


class Seen:
    """A page, and what the browser says about it until `stop()`."""

    def __init__(self, name, page):
        """Listen to the browser."""
        self.name, self.page = name, page
        self.hosts, self.statuses, self.said = set(), {}, []
        self.listeners = {
            "request": lambda request: self.hosts.add(urlsplit(request.url).hostname),
            "response": lambda answer: self.statuses.update({answer.url: answer.status}),
            "console": lambda said: self.said.append((said.type, said.text, said.location["url"])),
            "pageerror": lambda error: self.said.append(("error", str(error), "")),
        }
        for event, listener in self.listeners.items():
            page.on(event, listener)

    def stop(self):
        """Stop listening."""
        for event, listener in self.listeners.items():
            self.page.remove_listener(event, listener)

    @property
    def status(self):
        """Return the status of the page itself."""
        return self.statuses[self.page.url.partition("#")[0]]

    @property
    def errors(self):
        """Return errors and warnings in the console, but not that an error page is one."""
        return [
            (text, url)
            for kind, text, url in self.said
            if kind in {"error", "warning"} and not (self.status >= 400 and url == self.page.url)
        ]


def show(page, width=1280, scheme="light", media="screen"):
    """Show the page that is open in another way."""
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme, media=media)
    # Nobody measures a colour half-way to another one.
    page.evaluate("document.getAnimations().forEach(animation => animation.finish())")


def barriers(page):
    """Return what axe finds on a page that keeps people from using it, one text a rule."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    violations = page.evaluate("axe.run({preload: false}).then(result => result.violations)")
    return [AxeResults({"violations": [violation]}).generate_report() for violation in violations]
