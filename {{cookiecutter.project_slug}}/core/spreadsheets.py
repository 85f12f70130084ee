"""Cells of tables that people download and open in a spreadsheet."""

import re

# What makes a cell a formula, at its beginning: a spreadsheet may part cells at other signs too.
FORMULA = re.compile(r"""((?:^|[;,|\t\r\n])[\s"]*)(?=[-=+@\uff0d\uff1d\uff0b\uff20])""")


def escape_formulas(text):
    """Return a text that no spreadsheet takes for a formula."""
    return FORMULA.sub(r"\1'", text)
