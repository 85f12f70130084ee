"""The page docs/databases.md says what is true."""

import re

import pytest
from django.conf import settings
from django.core.management import get_commands

from config.environment import DATABASE_OPTIONS
from core.pagination import CappedPaginator
from core.search.engines import MAX_HITS

PAGE = (settings.BASE_DIR / "docs/databases.md").read_text(encoding="utf-8")
TESTS = re.findall(r"\| `([^`]+)::(test_\w+)` \|$", PAGE, re.MULTILINE)
COMMANDS = re.findall(r"manage\.py (\w+)", PAGE)


@pytest.mark.parametrize(("file", "name"), TESTS)
def test_every_difference_has_a_test(file, name):
    text = (settings.BASE_DIR / file).read_text(encoding="utf-8")

    assert f"\ndef {name}(" in text


def test_every_row_of_the_table_has_a_test():
    table = PAGE[PAGE.index("| what | SQLite") :].strip().splitlines()

    assert len(TESTS) == len(table) - 2


def test_commands_exist():
    assert set(COMMANDS) <= get_commands().keys()


def test_numbers_on_the_page_are_those_of_the_code():
    assert f"up to {CappedPaginator.max_count:,} rows" in PAGE
    assert f"more than {MAX_HITS}\nhits the newest {MAX_HITS}" in PAGE
    assert f"up to {DATABASE_OPTIONS['postgresql']['pool']['max_size']} connections" in PAGE
    assert f"up to {DATABASE_OPTIONS['sqlite3']['timeout']} seconds" in PAGE
    assert DATABASE_OPTIONS["postgresql"]["options"] == "-c random_page_cost=1.1"
    assert "`random_page_cost` 1.1" in PAGE
