"""What tour/docs/faults.md has recorded, read from the file when a page is shown."""

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from markdown_it.tree import SyntaxTreeNode

from core.markdown import parser

FILE = "tour/docs/faults.md"


@dataclass(frozen=True)
class Fault:
    """Something that failed, and what the people noticed who used the site meanwhile."""

    what: str
    requests: int
    failed: int
    slowest: str
    saved: int
    lost: int


def recorded():
    """Return the faults of the first table, and the second as (what happens, what comes of it)."""
    figures, outcomes, *_ = tables()
    faults = [
        Fault(
            what=row["What happens"],
            requests=int(row["Requests"]),
            failed=int(row["Failed"]),
            slowest=row["Slowest"],
            saved=int(row["Saved"]),
            lost=int(row["Lost"]),
        )
        for row in figures
    ]
    return faults, [tuple(row.values()) for row in outcomes]


def tables():
    """Return the tables of the file; a row is a dictionary, from heading to text."""
    text = Path(settings.BASE_DIR, FILE).read_text(encoding="utf-8")
    tree = SyntaxTreeNode(parser.parse(text))
    found = []
    for table in tree.children:
        if table.type == "table":
            heads, *rows = [cells(node) for node in table.walk() if node.type == "tr"]
            found.append([dict(zip(heads, row, strict=True)) for row in rows])
    return found


def cells(row):
    """Return the texts of a row of a table."""
    return [cell.children[0].content for cell in row.children]


def bars(rows, width=1000):
    """Return each fault with the widths of its bar: answered, failed; one failure can be seen."""
    drawn = []
    for row in rows:
        failed = round(max(row.failed / row.requests * width, 8 if row.failed else 0), 1)
        drawn.append((row, {"good": width - failed, "failed": failed}))
    return drawn
