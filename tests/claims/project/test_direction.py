"""Words of people stand in elements that find their direction, from left or from right."""

from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
from django.apps import apps
from django.test import Client

from core.apps import own_apps
from core.demo import load_all
from core.fields import LineField, TextField

WORD = "שלום"
NO_DIRECTION = {"title", "option", "textarea", "script"}  # what programs show, and fields of forms
NOT_OURS = ("/accounts/password/reset/", "/admin/", "/tour/")  # texts of packages, and no words
VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


class Page(HTMLParser):
    """The links of a page, and its texts from right to left that have no direction."""

    def __init__(self, text):
        super().__init__()
        self.open, self.links, self.found = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        """Remember an element, and whether texts in it find their direction."""
        named = dict(attributes)
        if tag == "a":
            self.links.append(named.get("href", ""))
        if tag not in VOID:
            fits = tag in NO_DIRECTION | {"bdi"} or named.get("dir") == "auto"
            self.open.append((tag, fits or bool(self.open and self.open[-1][1])))

    def handle_endtag(self, tag):
        """Forget the element."""
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        """Look at a text."""
        if WORD in data and not self.open[-1][1]:
            self.found.append((self.open[-1][0], data.strip()))


@pytest.mark.django_db
def test_texts_from_right_to_left_are_shown_as_such():
    load_all()
    for model in [model for config in own_apps() for model in config.get_models()]:
        for field in model._meta.local_fields:
            if isinstance(field, (LineField, TextField)):
                for row in model._base_manager.all():
                    words = f"{WORD} {row.pk} {WORD}"[: field.max_length]
                    model._base_manager.filter(pk=row.pk).update(**{field.name: words})
    client = Client()
    client.force_login(apps.get_model("accounts", "User").objects.get(email="admin@example.com"))
    paths, seen, found = ["/"], set(), []

    while paths and len(seen) < 150:
        path = paths.pop(0)
        response = client.get(path)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            page = Page(response.text)
            found += [(path, *text) for text in page.found]
            links = [urljoin(path, link.partition("#")[0]) for link in page.links]
            for link in links:
                is_ours = not urlsplit(link).netloc and not link.startswith(NOT_OURS)
                if is_ours and link not in seen:
                    seen.add(link)
                    paths.append(link)

    assert seen
    assert found == []
