"""docs/security.md, and the table of the tour about ASVS, say what is true."""

import re
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings

ROW = re.compile(r"^\| ([\d.]+) \| ([123]) \| (.+) \| `(.+)::(test_\w+)` \|$", re.MULTILINE)
PAGE = (settings.BASE_DIR / "docs/security.md").read_text(encoding="utf-8")
TABLE = settings.BASE_DIR / "tour/docs/asvs.md"
ASVS = TABLE.read_text(encoding="utf-8") if TABLE.exists() else ""
ROWS = ROW.findall(ASVS)

with_the_tour = pytest.mark.skipif(not ASVS, reason="the table is a page of the tour")


@with_the_tour
def test_every_requirement_is_listed_once_and_in_order():
    ids = [tuple(map(int, row[0].split("."))) for row in ROWS]

    assert len(ROWS) == ASVS.count("::test_")
    assert ids == sorted(set(ids))


@with_the_tour
def test_all_of_level_1_that_a_starter_can_meet_is_met():
    levels = Counter(row[1] for row in ROWS)

    assert levels["1"] == 60
    assert levels["2"] + levels["3"] >= 30


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_every_requirement_has_a_test(row):
    *_, file, name = row

    text = Path(settings.BASE_DIR, file).read_text(encoding="utf-8")
    assert f"\ndef {name}(" in text


def test_vulnerable_packages_are_looked_for_and_updated_in_time():
    policy = (settings.BASE_DIR / "SECURITY.md").read_text(encoding="utf-8")
    workflow = (settings.BASE_DIR / ".github/workflows/security.yml").read_text(encoding="utf-8")
    updates = (settings.BASE_DIR / ".github/dependabot.yml").read_text(encoding="utf-8")

    assert re.search(r"critical hole \| within \d+ days", policy)
    assert "pip-audit" in workflow
    assert "schedule:" in workflow
    assert "package-ecosystem: uv" in updates


def test_numbers_on_the_page_are_those_of_the_code():
    assert settings.RATE_LIMITS == {"writes": 60, "api": 300}
    assert "60 forms and 300 calls" in PAGE
    assert settings.DATA_UPLOAD_MAX_NUMBER_FILES == 10
