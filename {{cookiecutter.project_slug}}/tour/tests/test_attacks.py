"""Every attack says what it is and what stops it, and shows both."""

import ast
import re
from pathlib import Path

import django
import pytest
from django.conf import settings

MODULES = sorted(Path(__file__).parent.glob("attacks/test_*.py"))
PACKAGES = Path(django.__file__).parents[1]
DOCS = f"https://docs.djangoproject.com/en/{django.VERSION[0]}.{django.VERSION[1]}/"

each_attack = pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)


def functions(path):
    """Return the functions of a module as syntax trees, by name."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}


def calls_attack(function):
    calls = [node for node in ast.walk(function) if isinstance(node, ast.Call)]
    return any(isinstance(call.func, ast.Name) and call.func.id == "attack" for call in calls)


def test_there_are_many():
    assert len(MODULES) >= 20


@each_attack
def test_it_says_what_it_is_and_what_protects(path):
    name, _, protection = ast.get_docstring(ast.parse(path.read_text("utf-8"))).partition("\n\n")

    assert re.fullmatch(r"[A-Z][\w -]+: .+\.", name)
    assert re.fullmatch(rf"(.+\n)+{re.escape(DOCS)}\S+", protection)


@each_attack
def test_its_protection_exists(path):
    constant = re.search(r"^PROTECTION = (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    file, _, text = ast.literal_eval(constant[1]).partition(": ")

    places = [place for place in (settings.BASE_DIR / file, PACKAGES / file) if place.is_file()]
    assert text in places[0].read_text(encoding="utf-8")


@each_attack
def test_it_fails_and_would_succeed_without_the_protection(path):
    tests = {name: node for name, node in functions(path).items() if name.startswith("test_")}

    kinds = [re.match("test_(attack|control)_", name)[1] for name in tests]
    assert set(kinds) == {"attack", "control"}
    assert all(map(calls_attack, tests.values()))
