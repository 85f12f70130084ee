from html.parser import HTMLParser

import pytest
from django.test import Client
from sec5.models import Article

pytestmark = pytest.mark.django_db


class Forms(HTMLParser):
    """Collect the links of a page, and its forms that send a POST: addresses, fields, buttons."""

    def __init__(self):
        super().__init__()
        self.found, self.fields, self.buttons, self.links = {}, {}, set(), set()
        self.action = None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form":
            self.fields, self.action = {}, attrs.get("action")
            if attrs.get("method", "").lower() == "post":
                self.found[self.action] = self.fields
        if tag == "input" and "name" in attrs:
            self.fields[attrs["name"]] = attrs.get("value", "")
        kind = attrs.get("type", "submit" if tag == "button" else "")
        if tag in {"button", "input"} and kind == "submit":
            self.buttons.add(self.action)
        if tag == "a":
            self.links.add(attrs.get("href"))

    def handle_endtag(self, tag):
        if tag == "form":  # What follows belongs to no form, and is not sent.
            self.fields, self.action = {}, None


@pytest.fixture
def browser():
    """Return a client whose requests need the token, as those of a browser do."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def articles(browser, make_user, word):
    author = make_user("Author")
    browser.force_login(author)
    return [Article.objects.create(title=f"{word} {number}", author=author) for number in range(3)]


def delete(article):
    return f"/articles/{article.pk}/delete/"


def page_of(browser):
    page = Forms()
    page.feed(browser.get("/articles/").content.decode())
    return page


def form(browser, article):
    page = page_of(browser)
    fields = page.found.get(delete(article))
    assert fields is not None, (
        f'The page has no <form method="post"> with the action {delete(article)}: '
        f"those that it has lead to {', '.join(map(str, page.found)) or 'nothing'}."
    )
    return fields


def check_a_link_deletes_nothing(browser, articles):
    for method in (browser.get, browser.head):
        status = method(delete(articles[0])).status_code
        assert status == 405, f"Following the link answered {status}, and should answer 405."
    assert Article.objects.count() == 3, "Following the link deleted the article."


def check_a_post_from_elsewhere_is_refused(browser, articles):
    for sent in ({}, {"csrfmiddlewaretoken": "x" * 64}):
        status = browser.post(delete(articles[0]), sent).status_code
        assert status == 403, f"A POST without the token of this site got {status}, not 403."
    assert Article.objects.count() == 3, "A POST without the token deleted the article."


def check_the_page_has_a_form_for_each_article_with_a_token(browser, articles):
    for article in articles:
        fields = form(browser, article)
        assert fields.get("csrfmiddlewaretoken"), (
            "The form has no token: {% csrf_token %}, between <form> and </form>."
        )
        page = page_of(browser)
        assert delete(article) in page.buttons, "The form has no button inside, to send it."
        assert delete(article) not in page.links, (
            "The link is still in the page, and leads to an error now: take it out."
        )


def check_the_form_deletes_that_article_and_comes_back(browser, articles):
    response = browser.post(delete(articles[1]), form(browser, articles[1]))

    assert (response.status_code, response.headers.get("Location")) == (302, "/articles/"), (
        f"Sending the form got {response.status_code}, and should lead back to /articles/."
    )
    left = list(Article.objects.order_by("pk"))
    assert left == [articles[0], articles[2]], f"{len(left)} articles are left, or others."


def check_nobody_deletes_articles_of_others(browser, articles, make_user):
    theirs = Article.objects.create(title="Theirs", author=make_user("Other"))

    response = browser.post(delete(theirs), form(browser, articles[0]))

    assert response.status_code == 404, f"Deleting that of others got {response.status_code}."
    assert Article.objects.count() == 4, "Somebody else's article was deleted."
