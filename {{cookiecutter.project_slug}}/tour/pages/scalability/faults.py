"""What tour/docs/faults.md has recorded, read from the file when a page is shown."""

from dataclasses import dataclass

from tour.documents import tables

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
    figures, outcomes, *_ = tables(FILE)
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


def bars(rows, width=1000):
    """Return each fault with the widths of its bar: answered, failed; one failure can be seen."""
    drawn = []
    for row in rows:
        failed = round(max(row.failed / row.requests * width, 8 if row.failed else 0), 1)
        drawn.append((row, {"good": width - failed, "failed": failed}))
    return drawn
