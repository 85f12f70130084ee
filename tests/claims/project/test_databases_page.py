"""The pages docs/databases.md and docs/search.md say what is true."""

import re

import pytest
from django.conf import settings
from django.core.management import get_commands

from config.environment import DATABASE_OPTIONS
from core.pagination import CappedPaginator
from search.engines import MAX_HITS

PAGE = (settings.BASE_DIR / "docs/databases.md").read_text(encoding="utf-8")
SEARCH = (settings.BASE_DIR / "docs/search.md").read_text(encoding="utf-8")
TEST = re.compile(r"\| `([^`]+)::(test_\w+)` \|$", re.MULTILINE)
COMMANDS = re.findall(r"manage\.py (\w+)", PAGE)


@pytest.mark.parametrize(("file", "name"), TEST.findall(PAGE + SEARCH))
def test_every_difference_has_a_test(file, name):
    text = (settings.BASE_DIR / file).read_text(encoding="utf-8")

    assert f"\ndef {name}(" in text


@pytest.mark.parametrize("page", [PAGE, SEARCH])
def test_every_row_of_the_table_has_a_test(page):
    table = page[page.index("| what | SQLite") :].strip().splitlines()

    assert len(TEST.findall(page)) == len(table) - 2


def test_commands_exist():
    assert set(COMMANDS) <= get_commands().keys()


def test_numbers_on_the_page_are_those_of_the_code():
    assert f"up to {CappedPaginator.max_count:,} rows" in PAGE
    assert f"Of more than {MAX_HITS} hits the newest {MAX_HITS} are" in SEARCH
    assert f"up to {DATABASE_OPTIONS['postgresql']['pool']['max_size']} connections" in PAGE
    assert f"up to {DATABASE_OPTIONS['sqlite3']['timeout']} seconds" in PAGE
    assert DATABASE_OPTIONS["postgresql"]["options"] == "-c random_page_cost=1.1"
    assert "`random_page_cost` 1.1" in PAGE
