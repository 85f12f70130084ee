import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from sca1.latest import latest_articles
from sca1.models import Article, Author

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()


@pytest.fixture
def articles(word):
    """Save seven articles of two authors, and return them, the newest first."""
    authors = [Author.objects.create(name=f"{word} {letter}") for letter in "ab"]
    articles = [
        Article.objects.create(title=f"{word} {number}", author=authors[number % 2])
        for number in range(7)
    ]
    return articles[::-1]


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    """Return a context manager, at whose end everything is committed."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def latest():
    return [tuple(pair) for pair in latest_articles()]


def queries_of(number):
    """Call latest_articles() so many times, and return the number of queries of the last."""
    for _ in range(number):
        with CaptureQueriesContext(connection) as queries:
            list(latest_articles())
    return len(queries)


def check_the_second_call_asks_the_database_nothing(articles):
    number = queries_of(2)

    assert number == 0, f"Queries of the second call: {number}, not 0. Keep the list in the cache."


def check_no_articles_is_an_answer_too():
    number = queries_of(2)

    assert number == 0, (
        f"Queries of the second call, without articles: {number}, not 0. An empty list is false, "
        "but it is an answer; cache.get() returns None where nothing is kept."
    )


def check_the_answer_is_right(articles):
    expected = [(article.title, article.author.name) for article in articles[:5]]

    for call in ("first", "second"):
        found = latest()
        assert found == expected, f"The {call} call returned {found}, not {expected}."


@pytest.mark.parametrize("change", ["new article", "title", "deleted article", "name of author"])
def check_it_is_fresh_after_a(change, articles, commit, word):
    newest = articles[0]
    latest()

    with commit():
        if change == "new article":
            Article.objects.create(title=f"new {word}", author=newest.author)
        elif change == "title":
            newest.title = f"changed {word}"
            newest.save()
        elif change == "deleted article":
            newest.delete()
        else:
            newest.author.name = f"changed {word}"
            newest.author.save()

    newest_rows = Article.objects.order_by("-pk").values_list("title", "author__name")[:5]
    assert latest() == list(newest_rows), (
        f"After the change ({change}), the old answer came: does forget() delete the key?"
    )


def check_it_is_forgotten_after_the_commit(articles, django_capture_on_commit_callbacks, word):
    latest()
    with django_capture_on_commit_callbacks() as callbacks:
        articles[0].save()

    latest()  # Another request: it still sees the old title, and keeps that in the cache.
    Article.objects.filter(pk=articles[0].pk).update(title=f"committed {word}")
    for callback in callbacks:
        callback()

    assert latest()[0][0] == f"committed {word}", (
        "Between the save and the commit, another request put the old answer back, and it stayed: "
        "delete the key once the transaction is committed."
    )


def check_nothing_else_is_forgotten(articles, commit, word):
    cache.set("something else", word)
    with commit():
        articles[0].save()

    assert cache.get("something else") == word, (
        "Another entry of the cache is gone as well: delete the one key."
    )
