"""Look at a served project with a browser."""

import base64
import hmac
import os
import re
import time
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT, AxeResults

from .serving import PASSWORD, SECRET, program

BROWSERS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"]


def launch(playwright):
    """Start the browser of this machine, or the one that the variable BROWSER_PATH names."""
    return playwright.chromium.launch(
        executable_path=program(*BROWSERS, path=os.environ.get("BROWSER_PATH")),
        args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
    )


def sign_in(context, name):
    """Sign a browser's context in, with the password and, for staff, the second factor."""
    form = {"login": f"{name}@example.com", "password": PASSWORD}
    response = post(context, "/accounts/login/", form)
    for _ in range(2):  # A code may end, after 30 seconds, on its way to a busy server.
        if response.url.endswith("/accounts/2fa/authenticate/"):
            response = post(context, "/accounts/2fa/authenticate/", {"code": totp(SECRET)})
    assert response.url.endswith("/accounts/profile/"), response.text()


def post(context, path, form):
    """Send a form with the token of its page, and return the page that follows."""
    page = context.request.get(path)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.text())[1]
    form = form | {"csrfmiddlewaretoken": token}
    return context.request.post(path, headers={"Referer": page.url}, form=form)


def totp(secret):
    """Return what an authenticator app shows for the secret (RFC 6238)."""
    counter = int(time.time() / 30)
    digest = hmac.digest(base64.b32decode(secret), counter.to_bytes(8), "sha1")
    offset = digest[-1] & 15
    number = int.from_bytes(digest[offset : offset + 4]) & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def way(path, *clicks, press=None, **fields):
    """Return how to get to a page: an address, links to click, fields to fill in, a button."""

    def walk(page, site):
        page.goto(path.format(site=site))
        for selector in clicks:
            page.click(selector)
        for name, value in fields.items():
            page.fill(f"main [name={name}]", value)
        if press:
            page.get_by_role("main").get_by_role("button", name=press).first.click()

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


def tag_without_address(page, site):
    """Ask for a page whose template fails."""
    harm = "UPDATE blog_tag SET slug = '' WHERE slug = 'electrics'"
    with site.broken(harm, "UPDATE blog_tag SET slug = 'electrics' WHERE slug = ''"):
        page.goto("/blog/?page=1")


def table_gone(page, site):
    """Ask for a page whose table is gone."""
    harm = "ALTER TABLE blog_post RENAME TO gone"
    with site.broken(harm, "ALTER TABLE gone RENAME TO blog_post"):
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
