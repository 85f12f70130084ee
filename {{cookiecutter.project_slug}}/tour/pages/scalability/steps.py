"""The way from a laptop to many machines: what stands where, and which variables say so."""

import re
from dataclasses import dataclass
from itertools import pairwise

from django.db import connection, connections
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from config.environment import EXAMPLES, Environment
from tour import rows

WIDTH, HEIGHT, BOX, GAP = 300, 250, 34, 10  # of a drawing, in units of its own


@dataclass(frozen=True)
class Step:
    """A way to run the site: rows of boxes from visitors to data, and the variables it takes."""

    title: Promise
    about: Promise
    rows: tuple[tuple[str | Promise, ...], ...]
    variables: tuple[str, ...]


# Nobody asks it for pages, so no line comes from above.
WORKER = pgettext_lazy("in a drawing", "worker")

STEPS = (
    Step(
        _("A laptop"),
        _("One process and one file. Tasks are done at once."),
        ((_("browser"),), (_("runserver"),), ("SQLite",)),
        ("DEBUG", "SECRET_KEY"),
    ),
    Step(
        _("One machine"),
        _("A process for each CPU. Pages and sessions are where all processes see them."),
        ((_("visitors"),), (_("process"), _("process"), WORKER), ("PostgreSQL", "Redis")),
        ("DATABASE_URL", "CACHE_URL", "WEB_CONCURRENCY", "WEB_THREADS"),
    ),
)


def all_steps():
    """Return the steps, with that of each module in rows/ that has one."""
    return [*STEPS, *(module.STEP for module in rows.modules() if hasattr(module, "STEP"))]


def has_queue():
    """Return whether a module in rows/ tells of a queue: without one, there are no workers."""
    return any(hasattr(module, "queue") for module in rows.modules())


def current():
    """Return the step that the settings of this process belong to."""
    if len(list(connections)) > 1:
        return all_steps()[-1]
    return STEPS[0 if connection.vendor == "sqlite" else 1]


def drawing(step):
    """Return the boxes of a step as (x, y, width, label, whether a worker), and its lines."""
    drawn = [[label for label in row if label is not WORKER or has_queue()] for row in step.rows]
    placed_rows = [placed(row, number, len(drawn)) for number, row in enumerate(drawn)]
    lines = [line(*pair) for pair in pairwise(placed_rows)]
    return {"boxes": [box for row in placed_rows for box in row], "lines": lines}


def placed(labels, number, total):
    """Return the boxes of a row, side by side, in the middle."""
    width = 92 if len(labels) > 1 else 120
    left = (WIDTH - len(labels) * (width + GAP) + GAP) / 2
    y = round(1 + (HEIGHT - BOX - 2) * number / (total - 1))
    return [
        (left + at * (width + GAP), y, width, label, label is WORKER)
        for at, label in enumerate(labels)
    ]


def line(above, below):
    """Return the path of the lines from the boxes of a row to those below, over one bar."""
    upper = [x + width / 2 for x, _y, width, _label, _worker in above]
    lower = [x + width / 2 for x, _y, width, _label, is_worker in below if not is_worker]
    top, bottom = above[0][1] + BOX, below[0][1]
    bar = (top + bottom) / 2
    down = [f"M{x:g} {top}V{bar:g}" for x in upper] + [f"M{x:g} {bar:g}V{bottom}" for x in lower]
    across = f"M{min(upper + lower):g} {bar:g}H{max(upper + lower):g}"
    return " ".join([*down, across])


@dataclass(frozen=True)
class Variable:
    """An environment variable, whether it is set, and what .env.example says about it."""

    name: str
    is_set: bool
    about: str

    @property
    def words(self):
        """Return the words of the name: a long name may be broken between them."""
        return self.name.split("_")


def variables(names):
    """Return the variables with these names; their values, which may be secret, stay hidden."""
    text = EXAMPLES.read_text(encoding="utf-8")
    return [Variable(name, bool(Environment().str(name, "")), about(name, text)) for name in names]


def about(name, text):
    """Return the comment above a variable, an empty text where it is not in the file."""
    blocks = text.split("\n\n")
    block = next((each for each in blocks if re.search(rf"(?m)^(# )?{name}=", each)), "")
    comment = re.findall(r"(?m)^# ((?![A-Z_]+=).+)", block)
    return " ".join(comment)
