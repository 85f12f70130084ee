"""Each answer to a closed prompt, and each pair of answers, gives a project in order."""

import itertools
import json
import re
import tomllib

import pytest

from tests.commands import PRODUCTION, PROJECT, TEMPLATE, lint, program, run, run_program

QUESTIONS = json.loads((TEMPLATE / "cookiecutter.json").read_text(encoding="utf-8"))
STARTERS = {"blog", "shop", "social"}
OPERATIONS = {"backups", "copydata", "scaling"}
PARTS = {path.parent.name for path in (TEMPLATE / PROJECT).glob("*/removal.py")} - {"core"}

# Their names are words of plain English too; they are named by path or command.
WORDS = {"backups", "jobs", "scaling", "search"}
COMMANDS = {"backups": r"manage\.py (backup|restore)\b", "jobs": r"manage\.py worker\b"}
CHECK = """
import django
django.setup()
from django.core.management import call_command
call_command("check", deploy=True, fail_level="WARNING")
call_command("makemigrations", check=True, dry_run=True)
"""


def closed_prompts():
    """Return the possible answers to each prompt that lists them, or asks yes or no."""
    choices = {
        key: [True, False] if isinstance(default, bool) else default
        for key, default in QUESTIONS.items()
        if not key.startswith("_")
    }
    return {key: answers for key, answers in choices.items() if isinstance(answers, list)}


def pairs(answers):
    """Return the answers one by one and two by two, as a set."""
    items = sorted(answers.items(), key=str)
    return {*itertools.combinations(items, 1), *itertools.combinations(items, 2)}


def matrix():
    """Return few combinations of answers that hold each answer and each pair of answers."""
    prompts = closed_prompts()
    candidates = [
        dict(zip(prompts, row, strict=True)) for row in itertools.product(*prompts.values())
    ]
    missing = set().union(*map(pairs, candidates))
    chosen = []
    while missing:
        chosen.append(max(candidates, key=lambda answers: len(pairs(answers) & missing)))
        missing -= pairs(chosen[-1])
    return chosen


@pytest.fixture(
    scope="module", params=matrix(), ids=lambda answers: "-".join(map(str, answers.values()))
)
def answers(request):
    """Return one combination of answers; all tests of one follow each other."""
    return request.param


@pytest.fixture(scope="module")
def project(baked, answers):
    """Return a project baked from them, which tests only read."""
    return baked(**answers)


@pytest.fixture(scope="module")
def texts(project):
    """Map the path of each file to its text, except bytecode."""
    return {
        path.relative_to(project).as_posix(): path.read_text(encoding="utf-8", errors="replace")
        for path in project.rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }


def parts_of(answers):
    """Return the parts that a project has with these answers, as README.md says."""
    starters = STARTERS if answers["starter"] == "all" else STARTERS & {answers["starter"]}
    operations = OPERATIONS if answers["include_operations"] else set()
    queue = {"jobs"} if operations or starters - {"blog"} else set()
    tour = {"lessons", "tour"} if answers["include_tour"] else set()
    return starters | operations | queue | tour | ({"search"} if starters else set())


def pattern(part):
    """Return a pattern of how a text names a part."""
    path = rf"(?<![\w./-]){part}/\w|(?<!tour/)docs/{part}\.md|\]\({part}\.md"
    return path if part in WORDS else rf"(?<![a-z]){part}(?![a-z])"


def test_nothing_is_left_of_jinja(texts):
    left = re.compile(r"\{\{ ?cookiecutter|^\s*#:", re.MULTILINE)

    assert [name for name, text in texts.items() if left.search(text)] == []


def test_no_directory_is_empty(project):
    assert [path for path in project.rglob("*") if path.is_dir() and not any(path.iterdir())] == []


def test_chosen_license_is_the_only_one(project, answers):
    licenses = [path.name for path in project.glob("LICENSE*")]
    metadata = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    if answers["open_source_license"] == "none":
        assert licenses == []
        assert "license" not in metadata
    else:
        assert licenses == ["LICENSE"]
        assert metadata["license"] == answers["open_source_license"]
        assert "My Django Site authors" in (project / "LICENSE").read_text(encoding="utf-8")


def test_chosen_parts_are_there_and_no_others(project, answers):
    assert {part for part in PARTS if (project / part).exists()} == parts_of(answers)


def test_what_was_not_chosen_is_nowhere_named(texts, answers):
    absent = sorted(PARTS - parts_of(answers))
    named = re.compile("(?i)" + "|".join([*map(pattern, absent), "$."]))
    typed = re.compile("|".join([COMMANDS[part] for part in absent if part in COMMANDS] or ["$."]))

    for name, text in texts.items():
        # A part names what goes with it in another; the tour asks first whether there is a queue.
        for line in [name, *text.splitlines()] if not name.endswith("removal.py") else []:
            assert not named.search(line), (name, line)
            assert not typed.search(line) or name.startswith("tour/"), (name, line)


def test_links_between_documents_lead_somewhere(project, texts):
    for name, text in texts.items():
        if name.endswith(".md"):
            for target in re.findall(r"\]\((?!https?:|[#/])([^)#]+)", text):
                assert ((project / name).parent / target).exists(), (name, target)


def test_linters_find_nothing(project):
    lint(project)


def test_checks_for_deployment_pass_and_models_have_their_migrations(project):
    memory = {"DATABASE_URL": "sqlite://:memory:", "DJANGO_SETTINGS_MODULE": "config.settings"}

    run(project, "-c", CHECK, **PRODUCTION, **memory)


# What runs where: core and accounts without a part, and a blog, here; each starter of a small
# project in test_owner.py, after edits of its owner; everything together in test_unrendered.py.
def test_smallest_blog_passes_its_own_tests(bake):
    project = bake(starter="blog", include_tour=False, include_operations=False)

    run_tests(project)


def test_tour_and_parts_pass_their_tests_without_a_starter(bake):
    """Exercises are verified in test_unrendered.py."""
    run_tests(bake(starter="none"), "--ignore=core", "--ignore=accounts", "--ignore=lessons")


# Attacks need no starter, or the one that they come with, and these pages are the same with any:
# they run above and with all.
SAME = ["attacks", "test_api.py", "test_community.py", "test_jobs.py", "test_scalability.py"]
SAME += ["test_scalability_replicas.py", "test_transfer.py"]


@pytest.mark.parametrize("starter", ["blog", "shop", "social"])
def test_tour_passes_its_tests_with_one_starter(bake, starter):
    project = bake(starter=starter)
    assert all((project / "tour" / "tests" / name).exists() for name in SAME)

    run_tests(project, "tour", *(f"--ignore=tour/tests/{name}" for name in SAME))


def run_tests(project, *options):
    """Run the tests of a project with some options of pytest."""
    run_program(project, program("pytest"), "-p", "no:cacheprovider", "-n", "2", *options)
