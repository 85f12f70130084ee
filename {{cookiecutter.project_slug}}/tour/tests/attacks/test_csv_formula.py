"""
CSV formula: a name becomes a formula in the spreadsheet of those who open an export.

Spreadsheets part cells at commas, semicolons and line breaks: behind each, a sign is disarmed.
https://docs.djangoproject.com/en/6.1/howto/outputting-csv/
"""

import csv
import io
import re

import pytest

from core import spreadsheets

PROTECTION = "core/spreadsheets.py: FORMULA ="

FORMULAS = [
    "=1+1",
    "@SUM(A1)",
    "x;=1+1",
    'x; "=1+1',
    "x\r=1+1",
    "x\n\t-1",
    "\uff1d1+1",
    "x|+1",
    "x,=1",
]

each_formula = pytest.mark.parametrize("typed", FORMULAS)


def attack(typed):
    """Order under a name; return the formulas that spreadsheets of several countries find."""
    lines = io.StringIO(newline="")
    csv.writer(lines).writerow([2026, spreadsheets.escape_formulas(typed), "Main Street"])
    cells = re.split(r"[;,|\t\r\n]", lines.getvalue())
    return [cell for cell in cells if cell.strip('" \t\r\n').startswith(tuple("=+-@\uff1d"))]


@each_formula
def test_attack_finds_no_formula(typed):
    assert attack(typed) == []


@each_formula
def test_control_what_is_written_as_it_was_typed_is_one(monkeypatch, typed):
    monkeypatch.setattr(spreadsheets, "FORMULA", re.compile("(?!)()"))

    assert attack(typed) != []
