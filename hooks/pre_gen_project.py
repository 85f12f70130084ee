"""Refuse answers that cannot become a Django project, before any file is written."""

import json
import keyword
import re
import sys
import unicodedata
from pathlib import Path

LIMITS = {"project_name": 80, "description": 200, "author_name": 80}  # in characters
JOINERS = "\u200c\u200d"  # Invisible, but emoji and Persian words need these two.
RESERVED = {
    "a name that the project or Django uses": "accounts backups blog config copydata core deploy "
    "docs jobs learn lessons scaling search shop social tests tour django site test",
    "a device of Windows": "aux con nul prn " + " ".join(f"com{n} lpt{n}" for n in range(10)),
    "a keyword of Python": " ".join(keyword.kwlist + keyword.softkwlist),
    "a module of Python's standard library": " ".join(sys.stdlib_module_names),
}


def problem_with_text(value, limit, may_be_empty):
    """Return what is wrong with a name or description and what to type, or None."""
    if len(value) > limit or not (value or may_be_empty):
        return f"has {len(value)} characters: type 1 to {limit}"
    if value != value.strip().strip(JOINERS):
        return "starts or ends with an invisible character: type it without"
    for character in value:
        printable = character.isprintable() or unicodedata.category(character) == "Zs"
        if character in '"\\' or not (printable or character in JOINERS):
            return f"contains {character!r} (U+{ord(character):04X}): type it without"
    return None


def problem_with_slug(slug):
    """Return why the slug cannot name the project's directory and what to type, or None."""
    if not re.fullmatch("[a-z][a-z0-9_]{0,49}", slug):
        return "is not a name: type a letter, then up to 49 of a-z, 0-9 and _, such as my_site"
    owners = [owner for owner, names in RESERVED.items() if slug in names.split()]
    return f"is {owners[0]}: type another name, such as {slug}_site" if owners else None


def problem_with_starter(starter, project):
    """Return which app of the project the starter would delete and what to type, or None."""
    others = {"blog", "shop", "social"} - {starter} if starter != "all" else {}
    found = [app for app in others if (project / app).exists()]
    return f"would delete {found[0]}/: type all, or move it away first" if found else None


def problem_with(answers, project):
    """Return one sentence about the first answer that is refused, or None."""
    problems = {k: problem_with_text(answers[k], LIMITS[k], k == "description") for k in LIMITS}
    problems["project_slug"] = problem_with_slug(answers["project_slug"])
    problems["starter"] = problem_with_starter(answers["starter"], project)
    found = [f"{k} {answers[k][: LIMITS.get(k)]!r} {problems[k]}." for k in problems if problems[k]]
    return found[0] if found else None


if __name__ == "__main__":
    sys.exit(problem_with(json.loads({{cookiecutter | tojson | tojson}}), Path.cwd()))
