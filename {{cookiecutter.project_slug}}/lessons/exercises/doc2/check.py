import ast
import warnings
from pathlib import Path

import pytest
from doc2 import archive
from doc2.archive import latest, numbers, unsubscribe_code
from doc2.models import Article, Author
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.crypto import salted_hmac
from django.utils.deprecation import RemovedInDjango2028Warning

pytestmark = pytest.mark.django_db


@pytest.fixture
def articles(word):
    return [
        Article.objects.create(title=f"{n}", author=Author.objects.create(name=f"{n} {word}"))
        for n in range(12)
    ]


@pytest.fixture
def warned(monkeypatch):
    """Return a list of what Django warns of, whether or not somebody turns warnings off."""
    found = []

    def warn(message, category=None, *arguments, **options):
        kind = category or type(message)
        if isinstance(kind, type) and issubclass(kind, RemovedInDjango2028Warning):
            found.append(f"RemovedInDjango2028Warning: {message}")

    monkeypatch.setattr(warnings, "warn", warn)
    return found


@pytest.mark.parametrize(
    "call",
    [latest, numbers, lambda: unsubscribe_code("anna@example.com")],
    ids=["latest", "numbers", "unsubscribe code"],
)
def check_nothing_that_ends_is_used(call, articles, warned):
    call()

    assert not warned, warned[0]


def check_no_warning_is_hidden():
    tree = ast.parse(Path(archive.__file__).read_text(encoding="utf-8"))
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]

    hiding = [line for line in map(ast.unparse, imports) if "warnings" in line or "mock" in line]
    assert not hiding, (
        f"archive.py says “{hiding[0]}”: a warning that is hidden is not answered. Change the call."
    )


def check_the_newest_come_with_their_authors_in_one_query(articles, word):
    with CaptureQueriesContext(connection) as queries:
        names = [article.author.name for article in latest()]

    assert names == [f"{n} {word}" for n in range(11, 1, -1)], f"The authors are {names}."
    assert len(queries) == 1, f"Ten articles with their authors took {len(queries)} queries, not 1."


def check_the_numbers_are_the_primary_keys(articles):
    expected = [article.pk for article in articles]

    assert numbers() == expected, f"numbers() gave {numbers()}, not {expected}."


def check_codes_that_were_sent_stay_valid(word):
    email = f"{word}@example.com"
    sent = salted_hmac("newsletter", email, algorithm="sha1").hexdigest()

    code = unsubscribe_code(email)

    assert code == sent, (
        f"The code for {email} is now {code[:12]}…, and the one in the mails is {sent[:12]}…: "
        "those who want to leave cannot. Which algorithm was used so far?"
    )
