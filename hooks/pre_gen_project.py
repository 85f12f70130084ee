"""Refuse answers that cannot become a Django project, before any file is written."""

import json
import keyword
import re
import sys
import unicodedata

# How many characters each answer may have. Only the description may be empty.
LIMITS = {"project_name": 80, "description": 200, "author_name": 80}

JOINERS = "\u200c\u200d"  # Invisible, but emoji and Persian words need these two.

RESERVED = {
    "a directory of the project": "accounts blog config core deploy docs learn lessons shop "
    "social tests tour",
    "a name that Django or Python uses": "django site test",
    "a device of Windows": "aux con nul prn " + " ".join(f"com{n} lpt{n}" for n in range(10)),
    "a keyword of Python": " ".join(keyword.kwlist + keyword.softkwlist),
    "a module of Python's standard library": " ".join(sys.stdlib_module_names),
}


def problem_with_text(value, limit, may_be_empty):
    """Return what is wrong with a name or description and what to type, or None."""
    if not value and not may_be_empty:
        return "is empty: type at least one character"
    if value != value.strip().strip(JOINERS):
        return "starts or ends with an invisible character: type it without"
    if len(value) > limit:
        return f"has {len(value)} characters: type at most {limit}"
    for character in value:
        printable = character.isprintable() or unicodedata.category(character) == "Zs"
        if character in '"\\' or not (printable or character in JOINERS):
            return f"contains {character!r} (U+{ord(character):04X}): type it without"
    return None


def problem_with_slug(slug):
    """Return why the slug cannot name the project's directory and what to type, or None."""
    if not re.fullmatch("[a-z][a-z0-9_]{0,49}", slug):
        return "is not a name: type a letter, then up to 49 of a-z, 0-9 and _, such as my_site"
    for owner, names in RESERVED.items():
        if slug in names.split():
            return f"is {owner}: type another name, such as {slug}_site"
    return None


def problem_with(answers):
    """Return one sentence about the first answer that is refused, or None."""
    for key, limit in LIMITS.items():
        if problem := problem_with_text(answers[key], limit, key == "description"):
            return f"{key} {answers[key][:limit]!r} {problem}."
    problem = problem_with_slug(answers["project_slug"])
    return problem and f"project_slug {answers['project_slug']!r} {problem}."


if __name__ == "__main__":
    sys.exit(problem_with(json.loads({{cookiecutter | tojson | tojson}})))
