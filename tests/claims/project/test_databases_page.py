"""The pages docs/databases.md and docs/search.md say what is true."""

import re

import pytest
from django.conf import settings
from django.core.management import get_commands

from config.environment import DATABASE_OPTIONS
from core.pagination import CappedPaginator

PAGE = (settings.BASE_DIR / "docs/databases.md").read_text(encoding="utf-8")
SEARCH = settings.BASE_DIR / "docs/search.md"
TEST = re.compile(r"\| `([^`]+)::(test_\w+)` \|$", re.MULTILINE)
PORTABILITY = settings.BASE_DIR / "tour/tests/test_portability.py"
TESTS = {
    "unique texts may differ only by case": "test_unique_texts_that_differ_by_case_alone",
    "text longer than its column": "test_text_longer_than_its_column",
    "the character NUL in a text": "test_null_character_in_a_text",
    "sums of decimals": "test_sum_of_decimals",
    "locks on single rows": "test_locks_on_single_rows",
    "a migration that fails leaves nothing behind": "test_table_of_a_migration_that_fails",
    "`DISTINCT ON` a column": "test_distinct_on_a_column",
}
with_search = pytest.mark.skipif(not SEARCH.exists(), reason="This site has no search.")
COMMANDS = re.findall(r"manage\.py (\w+)", PAGE)


def rows(page):
    """Return what the rows of the table of differences are about."""
    table = page[page.index("| what | SQLite") :].strip().splitlines()[2:]
    return [row.strip("| ").partition(" |")[0] for row in table]


@pytest.mark.skipif(not PORTABILITY.exists(), reason="the tests are those of the tour")
def test_every_difference_has_a_test():
    text = PORTABILITY.read_text(encoding="utf-8")

    assert rows(PAGE) == [*TESTS]
    for name in TESTS.values():
        assert f"\ndef {name}(" in text


@with_search
def test_every_difference_of_the_search_has_a_test():
    page = SEARCH.read_text(encoding="utf-8")
    tests = TEST.findall(page)

    assert len(tests) == len(rows(page))
    for file, name in tests:
        assert f"\ndef {name}(" in (settings.BASE_DIR / file).read_text(encoding="utf-8")


def test_commands_exist():
    assert set(COMMANDS) <= get_commands().keys()


def test_numbers_on_the_page_are_those_of_the_code():
    assert f"up to {CappedPaginator.max_count:,} rows" in PAGE
    assert f"up to {DATABASE_OPTIONS['postgresql']['pool']['max_size']} connections" in PAGE
    assert f"up to {DATABASE_OPTIONS['sqlite3']['timeout']} seconds" in PAGE
    assert DATABASE_OPTIONS["postgresql"]["options"] == "-c random_page_cost=1.1"
    assert "`random_page_cost` 1.1" in PAGE


@with_search
def test_number_of_hits_on_the_page_is_that_of_the_code():
    from search.engines import MAX_HITS

    page = SEARCH.read_text(encoding="utf-8")
    assert f"Of more than {MAX_HITS} hits the newest {MAX_HITS} are" in page
