"""A browser for the tests: fetch pages over HTTP, follow links, send forms, keep cookies."""

import urllib.error
import urllib.request
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookiejar import CookieJar
from urllib.parse import urldefrag, urlencode, urljoin, urlsplit


@dataclass
class Form:
    """A form of a page, with the values that a browser would send."""

    action: str
    method: str
    fields: dict = field(default_factory=dict)
    buttons: dict = field(default_factory=dict)

    @property
    def address(self):
        """Return where a form that is sent with GET leads to when nothing is filled in."""
        return f"{self.action}?{urlencode(self.fields)}"


class Page(HTMLParser):
    """What a visitor sees at an address: status, text, links and forms."""

    def __init__(self, url, status, text):
        super().__init__()
        self.url, self.status, self.text = url, status, text
        self.links, self.forms = [], []
        self.textarea = None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        """Collect links, and the fields of forms."""
        values = {name: value or "" for name, value in attributes}
        link = values.get("src") or (values.get("href") if tag in {"a", "link"} else None)
        if link:
            self.links.append(urldefrag(urljoin(self.url, link)).url)
        if tag == "form":
            action = urljoin(self.url, values.get("action") or self.url)
            self.forms.append(Form(action, values.get("method", "get").lower()))
        elif self.forms and values.get("name"):
            self.add_field(tag, values)

    def add_field(self, tag, values):
        """Add a field to the last form, with its first value."""
        form, name = self.forms[-1], values["name"]
        if tag == "button" or values.get("type") == "submit":
            form.buttons[name] = values.get("value", "")
        elif tag == "textarea":
            form.fields[name], self.textarea = "", name
        elif tag == "input" and values.get("type") not in {"checkbox", "radio", "file"}:
            form.fields[name] = values.get("value", "")

    def handle_data(self, data):
        """Take what a textarea holds."""
        if self.textarea:
            self.forms[-1].fields[self.textarea] += data

    def handle_endtag(self, tag):
        """Leave a textarea."""
        if tag == "textarea":
            self.textarea = None

    def form_with(self, *names):
        """Return the first form that has all these fields."""
        return next(form for form in self.forms if {*names} <= form.fields.keys())


class Visitor:
    """Somebody at a browser."""

    def __init__(self, site, tls=None):
        self.site, self.cookies = site, CookieJar()
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(self.cookies),
            urllib.request.HTTPSHandler(context=tls),
        )

    def get(self, path):
        """Return the page at a path or address of the site."""
        return self.open(urllib.request.Request(urljoin(self.site, path)))

    def send(self, page, form, **values):
        """Fill in and send a form of a page, and return the page that follows."""
        data = urlencode(form.fields | values).encode()
        return self.open(urllib.request.Request(form.action, data, {"Referer": page.url}))

    def log_in(self, email, password):
        """Log in, and return the page that follows."""
        page = self.get("/accounts/login/")
        form = page.form_with("login", "password")
        return self.send(page, form, login=email, password=password)

    def open(self, request):
        """Return the page that answers a request, an error page too."""
        try:
            answer = self.opener.open(request, timeout=30)
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            body = answer.read().decode("utf-8", errors="replace")
            is_html = answer.headers.get_content_type() == "text/html"
            return Page(answer.url, answer.status, body) if is_html else File(answer, body)

    def is_here(self, url):
        """Return whether an address belongs to this site."""
        return urlsplit(url).netloc == urlsplit(self.site).netloc


class File:
    """What lies at an address and is no page."""

    def __init__(self, answer, text):
        self.url, self.status, self.text = answer.url, answer.status, text
        self.links, self.forms = [], []
