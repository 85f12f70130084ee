"""Compare the two databases, table by table."""

from dataclasses import dataclass

from . import rows, tables
from .checksums import Checksum
from .places import TARGET


@dataclass
class Result:
    """What a table holds in the source, and in the target."""

    table: str
    source: Checksum
    target: Checksum

    @property
    def is_same(self):
        """Return whether both hold the same rows."""
        return self.source == self.target

    def __str__(self):
        found = "same" if self.is_same else "DIFFERENT"
        return (
            f"{self.table:<40} {self.source.rows:>12,} {self.target.rows:>12,}  "
            f"{str(self.source)[:12]}  {str(self.target)[:12]}  {found}"
        )


HEADING = f"{'Table':<40} {'Source rows':>12} {'Target rows':>12}  {'Checksum':<12}  Checksum"


def compare(checksums, new_bar):
    """Read the target, and return a result for each table of the source."""
    with new_bar("Comparing", rows_of(checksums)) as bar:
        return [
            Result(tables.table(model), checksum, checksum_of(model, bar))
            for model, checksum in checksums.items()
        ]


def rows_of(checksums):
    """Return the number of rows of all tables."""
    return sum(checksum.rows for checksum in checksums.values())


def checksum_of(model, bar):
    """Return the checksum of a table of the target."""
    checksum = Checksum()
    for page in rows.pages(model, TARGET):
        checksum.add(model, page)
        bar.update(len(page))
    return checksum
