"""What the code of this project never does."""

import ast

from django.conf import settings

from core.apps import own_apps

# Functions and modules that run text, start programs, or read what can run code.
DANGEROUS = {"eval", "exec", "pickle", "marshal", "shelve", "subprocess", "system"}
DANGEROUS |= {"popen", "xml", "ElementTree", "md5", "sha1"}

# Who may do so, and what for.
ALLOWED = {
    "backups/databases.py": {"subprocess"},  # the programs of the database
    "core/management/commands/demo.py": {"subprocess"},  # runserver, where there is no exec
    "core/removal.py": {"subprocess"},  # git
    "lessons/grading.py": {"subprocess"},  # pytest
    "lessons/kit.py": {"subprocess"},  # uv
    "lessons/plugin.py": {"subprocess"},  # manage.py
    "lessons/processes.py": {"subprocess"},  # what a check runs
    "lessons/reports.py": {"subprocess", "ElementTree", "xml"},  # git; a report for CI
    "tour/pages/community/deprecations.py": {"subprocess"},  # Python, to import all modules afresh
    "tour/proofs.py": {"subprocess", "ElementTree", "xml"},  # pytest, and its report
}


# Whose files are not code of the site.
LEFT_OUT = {
    "exercises",  # they have mistakes, on purpose
    "migrations",
    "tests",
}


def own_files():
    """Return the files of the apps and of config, without those that are left out."""
    names = [*(config.name for config in own_apps()), "config"]
    for name in names:
        for path in (settings.BASE_DIR / name).rglob("*.py"):
            if not LEFT_OUT & set(path.parts):
                yield path


def used(path):
    """Return the names of modules and functions that a file uses."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (part for alias in node.names for part in alias.name.split("."))
        elif isinstance(node, ast.ImportFrom):
            yield from (node.module or "").split(".")
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.Call):
            yield getattr(node.func, "attr", getattr(node.func, "id", ""))


def test_no_code_runs_text_starts_programs_or_uses_weak_hashes():
    found = {}
    for path in own_files():
        name = path.relative_to(settings.BASE_DIR).as_posix()
        found[name] = DANGEROUS & set(used(path)) - ALLOWED.get(name, set())

    assert {name: names for name, names in found.items() if names} == {}
