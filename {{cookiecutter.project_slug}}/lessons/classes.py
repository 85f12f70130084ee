"""A whole class: what its reports say, learner by learner and exercise by exercise."""

import csv
import io
import json
from collections import Counter
from datetime import datetime
from statistics import median

from core.spreadsheets import escape_formulas

from .reports import SCHEMA, fingerprint
from .track import track

REPORT = "learn/report.json"
PATTERNS = ["*.json", f"*/{REPORT}"]  # reports, or clones with a report in them
LEARNER = ["learner", "passed", "now_at", "stuck_on", "hints", "gave_up", "edited_checks", "file"]
EXERCISE = ["exercise", "passed", "begun", "checks", "hints", "minutes"]


def read(directory):
    """Return the reports in a directory by file, and a sentence for each file that is none."""
    reports, problems = {}, []
    for path in sorted({path for pattern in PATTERNS for path in directory.glob(pattern)}):
        name = path.relative_to(directory).as_posix()
        try:
            reports[name] = understood(json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            problems.append(f"{name} is no report ({type(error).__name__}: {error}).")
    clones = sorted(path.parent for path in directory.glob("*/manage.py"))
    without = [clone.name for clone in clones if not (clone / REPORT).is_file()]
    return reports, problems + [f"{name} has no {REPORT}." for name in without]


def understood(report):
    """Return the report; ValueError, TypeError or KeyError if it has not the form of one."""
    if report["schema"] != SCHEMA:
        raise ValueError(f"schema {report['schema']}, not {SCHEMA}")
    summary("", report, "")
    for row in report["exercises"]:
        minutes(row)
    return report


def learners(reports):
    """Return a dictionary for each report, those with most passes first."""
    own = fingerprint()
    rows = [summary(name, report, own) for name, report in reports.items()]
    names = Counter(row["learner"] for row in rows)
    for row in rows:
        if names[row["learner"]] > 1:
            row["learner"] += f" ({row['file']})"
    return sorted(rows, key=lambda row: (-row["passed"], row["learner"].casefold()))


def summary(file, report, own):
    """Return what the table says of one learner."""
    rows = report["exercises"]
    tried = [row for row in rows if not row["passed"] and row["checks"] > 0]
    stuck = max(tried, key=lambda row: row["checks"]) if tried else None
    return {
        "learner": report["learner"].strip() or file,
        "passed": sum(row["passed"] is True for row in rows),
        "now_at": report["current"] or "",
        "stuck_on": f"{stuck['name']} ({stuck['checks']})" if stuck else "",
        "hints": sum(row["hints"] for row in rows),
        "gave_up": sum(row["gave_up"] for row in rows),
        "edited_checks": "yes" if report["fingerprint"] != own else "",
        "file": file,
    }


def exercises(reports):
    """Return a dictionary for each exercise that somebody began; medians of those who passed."""
    rows = [row for report in reports.values() for row in report["exercises"]]
    names = [exercise.name for exercise in track()]
    names += sorted({row["name"] for row in rows} - {*names})
    begun = {name: [row for row in rows if row["name"] == name] for name in names}
    return [medians(name, found) for name, found in begun.items() if found]


def medians(name, rows):
    """Return what the table says of one exercise."""
    passed = [row for row in rows if row["passed"] is True]
    return {
        "exercise": name,
        "passed": len(passed),
        "begun": len(rows),
        "checks": middle(row["checks"] for row in passed),
        "hints": middle(row["hints"] for row in passed),
        "minutes": middle(minutes(row) for row in passed),
    }


def middle(numbers):
    """Return the median of those numbers that are known, rounded; an empty text without any."""
    known = [number for number in numbers if number is not None]
    return f"{median(known):.0f}" if known else ""


def minutes(row):
    """Return how many minutes a learner took, breaks included; None if that is not known."""
    if not row["started"] or not row["done"]:
        return None
    began, ended = (datetime.fromisoformat(row[key]) for key in ("started", "done"))
    return (ended - began).total_seconds() / 60


def as_csv(reports):
    """Return the table of learners as CSV, one column for each exercise behind it."""
    names = [row["exercise"] for row in exercises(reports)]
    text = io.StringIO()
    table = csv.DictWriter(text, [*LEARNER, *names], lineterminator="\n")
    table.writeheader()
    for row in learners(reports):
        done = {r["name"]: state(r) for r in reports[row["file"]]["exercises"]}
        cells = (row | done).items()
        table.writerow({key: escape_formulas(str(cell)) for key, cell in cells})
    return text.getvalue()


def state(row):
    """Return one word for what became of an exercise."""
    return "passed" if row["passed"] is True else "begun"
