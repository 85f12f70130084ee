from datetime import timedelta

import pytest
from doc3 import archive, period_tests
from doc3.archive import midnight
from doc3.models import Article
from django.db import transaction

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def version(after=0, before=0):
    """Return a version of the function that finds so many days more on either side, or fewer."""

    def articles_between(first, last):
        start, end = midnight(first - before * DAY), midnight(last + (after + 1) * DAY)
        articles = Article.objects.filter(published_at__gte=start, published_at__lt=end)
        return articles.order_by("published_at")

    return articles_between


def nothing(first, last):
    return Article.objects.none()


def result(function):
    """Return "passes" or "fails": what all tests of the learner say to a version."""
    tests = [test for name, test in vars(period_tests).items() if name.startswith("test_")]
    assert tests, "There is no function in period_tests.py whose name begins with test_."
    return "passes" if all([passes(test, function) for test in tests]) else "fails"


def passes(test, function):
    with transaction.atomic():
        try:
            test(function)
        except (AssertionError, pytest.fail.Exception):
            return False
        except Exception as problem:
            raise AssertionError(
                f"{test.__name__} did not fail by an assert, but by {problem!r}: "
                "a test that cannot run proves nothing."
            ) from problem
        finally:
            transaction.set_rollback(True)
    return True


def check_the_test_fails_on_the_bug():
    assert result(archive.articles_between) == "fails", (
        "Your test passes with the code of the report, although the bug is still in it: "
        "it has to ask for an article of the last day, at noon."
    )


def check_the_test_passes_once_the_bug_is_repaired():
    assert result(version()) == "passes", (
        "Your test fails with the repaired code: it asks for something else than the articles "
        "from the first to the last day, oldest first."
    )


@pytest.mark.parametrize(
    ("function", "what"),
    [
        (version(after=1), "that also finds the articles of the day after"),
        (version(before=1), "that also finds the articles of the day before"),
        (version(before=-1), "that no longer finds the articles of the first day"),
        (nothing, "that finds nothing at all"),
    ],
    ids=["day after", "day before", "first day", "nothing"],
)
def check_the_test_fails_on_bad_repairs(function, what):
    assert result(function) == "fails", f"Your test passes with a repair {what}."
