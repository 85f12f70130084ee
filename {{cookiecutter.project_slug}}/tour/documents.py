"""Tables that stand in the documents of the tour, read from the files when a page is shown."""

from pathlib import Path

from django.conf import settings
from markdown_it.tree import SyntaxTreeNode

from core.markdown import parser


def tables(file):
    """Return the tables of a file; a row is a dictionary, from heading to text."""
    text = Path(settings.BASE_DIR, file).read_text(encoding="utf-8")
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
