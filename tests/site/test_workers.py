"""What two processes of a server have to agree on, while Redis is down."""

import re
import ssl
import urllib.error
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from http.cookiejar import CookieJar
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, HTTPSHandler, Request, build_opener

import pytest

from tests.serving import PASSWORD, Site

TWO_WORKERS_WITHOUT_REDIS = {"GRANIAN_WORKERS": "2", "CACHE_URL": "rediscache://127.0.0.1:1/0"}
SHARED, APART = "dbcache://cache?max_entries=100000", "locmemcache://"
READER = "reader@example.com"


@pytest.fixture
def site(request, prepared):
    """Serve a project with two workers; a test may put another text into the settings before."""
    project = prepared()
    settings = project / "config/settings.py"
    old, new = getattr(request, "param", ("", ""))
    text = settings.read_text(encoding="utf-8")
    assert old in text
    settings.write_text(text.replace(old, new, 1), encoding="utf-8")
    site = Site(project, **TWO_WORKERS_WITHOUT_REDIS)
    yield site
    site.stop()


class Visitor:
    """A browser without a past. Its connections may be answered by either worker."""

    def __init__(self, site):
        """Begin without cookies."""
        self.site = site
        https = HTTPSHandler(context=ssl._create_unverified_context())
        self.opener = build_opener(https, HTTPCookieProcessor(CookieJar()))

    def get(self, path):
        """Return the status and the text of a page."""
        return self.open(Request(self.site.url + path))

    def post(self, path, **fields):
        """Send a form, and return the status and the text of the page that follows."""
        _, page = self.get(path)
        fields["csrfmiddlewaretoken"] = re.search(r'token" value="(\w+)"', page)[1]
        headers = {"Referer": self.site.url + path}
        return self.open(Request(self.site.url + path, urlencode(fields).encode(), headers))

    def open(self, request):
        """Return the status and the text of the answer."""
        try:
            with self.opener.open(request, timeout=60) as response:
                return response.status, response.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()


def guess(site, password):
    """Try a password, and return what the site makes of it."""
    _, page = Visitor(site).post("/accounts/login/", login=READER, password=password)
    texts = {"not correct": "wrong", "Too many failed": "refused", "Your data": "signed in"}
    return next(verdict for text, verdict in texts.items() if text in page)


def at_once(function, number):
    """Call the function so many times, eight at a time, and count what it returns."""
    with ThreadPoolExecutor(8) as threads:
        return Counter(threads.map(lambda _: function(), range(number)))


def test_five_guesses_are_all_and_then_the_right_password_is_refused_too(site):
    assert guess(site, PASSWORD) == "signed in"

    assert at_once(lambda: guess(site, "wrong"), 20) == {"wrong": 5, "refused": 15}

    assert guess(site, PASSWORD) == "refused"


@pytest.mark.parametrize("site", [(SHARED, APART)], indirect=True)
def test_control_workers_that_count_for_themselves_let_more_guesses_pass(site):
    assert at_once(lambda: guess(site, "wrong"), 20)["wrong"] > 5


def test_sign_up_reset_and_api_are_limited_across_workers(site):
    new = {"name": "N", "password1": "1", "password2": "2"}

    def sign_up():
        return Visitor(site).post("/accounts/signup/", email="n@example.com", **new)[0]

    def reset():
        return Visitor(site).post("/accounts/password/reset/", email="n@example.com")[0]

    def ask():
        return Visitor(site).get("/api/posts/")[0]

    assert at_once(sign_up, 25) == {200: 20, 429: 5}
    assert at_once(reset, 10) == {200: 5, 429: 5}
    assert at_once(ask, 320) == {200: 300, 429: 20}
