"""The kinds of faults in docs/content.md each have a test."""

import re

import pytest

from tests.commands import PROJECT, TEMPLATE

TEXT = (TEMPLATE / "docs" / "content.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (.+) \| +\d+ \| `(.+)::(\w+)` \|$", TEXT, re.MULTILINE)


def test_every_row_has_a_test():
    assert len(ROWS) == TEXT.count("\n| ") - 1


@pytest.mark.parametrize(("kind", "path", "name"), ROWS)
def test_kind_has_its_test(kind, path, name):
    file = TEMPLATE / path if (TEMPLATE / path).exists() else TEMPLATE / PROJECT / path

    assert f"def {name}(" in file.read_text(encoding="utf-8")
