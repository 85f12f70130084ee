"""
The commands in README.md, in the README of a project and in its docs work as they are written.

Each document is read from top to bottom by somebody who types all of its commands: what stands
in blocks that name no language, and code in sentences that begins with the name of a program.
What cannot be typed here stands in INSTEAD; nothing else is left out.
"""

import re
import sys

import pytest

from tests.commands import PRODUCTION, PROJECT, TEMPLATE
from tests.documents import DOCUMENTS, README, commands
from tests.reader import Reader

# What is not typed: why, and the commands that are typed or the tests that stand for it instead.
INSTEAD = {
    r"uv run --with-requirements requirements\.txt pytest": (
        "It is what runs this test.",
        "tests/docs/test_readme.py::test_ci_runs_the_second_command_as_written",
    ),
    r"uv run pytest -m= .*": (
        "All tests of the project are run, the slow ones too.",
        "tests/project/test_unrendered.py::test_its_own_tests_pass",
        f"{PROJECT}/tour/tests/test_registry.py::test_proofs_are_tests",
    ),
    r"uv run pytest( -n auto)?( -m=)?": (
        "It takes minutes.",
        "uv run pytest core/tests/test_markdown.py",
        "tests/docs/test_stranger.py::test_stranger_tests_and_checks_a_lean_blog",
        "tests/project/test_unrendered.py::test_its_own_tests_pass",
    ),
    r"uv lock --upgrade && uv run pytest": (
        "It takes minutes.",
        "uv lock --upgrade",
    ),
    r"uv run manage\.py doctor": (
        "Somebody else may use port 8000.",
        "uv run manage.py doctor --port 0",
    ),
    r"uv run manage\.py advantages --prove": (
        "It takes minutes.",
        "uv run manage.py advantages",
        "tests/project/test_unrendered.py::test_advantage_is_proved_on_demand",
    ),
    r"uv run manage\.py learn verify": (
        "It takes minutes.",
        "uv run manage.py learn verify orm2",
        "tests/project/test_unrendered.py::"
        "test_exercise_fails_at_the_start_and_passes_with_its_solution_only",
    ),
    r"uv run manage\.py learn kit .*": (
        "It downloads 80 MB.",
        "tests/project/test_kit.py::test_commands_of_a_kit_work_without_internet",
    ),
    r"uv run prek run --all-files": (
        "It takes half a minute.",
        "tests/project/test_unrendered.py::test_its_own_checks_find_nothing",
        "tests/docs/test_stranger.py::test_stranger_tests_and_checks_a_lean_blog",
    ),
    r"uv run manage\.py createsuperuser": (
        "It asks for a password, in a terminal.",
        "DJANGO_SUPERUSER_PASSWORD=typed-at-the-terminal"
        " uv run manage.py createsuperuser --no-input --email owner@example.com --name Owner",
    ),
    r"uv run manage\.py copydata .*": (
        "It needs PostgreSQL.",
        "uv run manage.py copydata sqlite:///db.sqlite3 sqlite:///copy.sqlite3",
        "tests/servers/test_databases.py::"
        "test_site_moves_from_database_to_database_and_comes_back_as_it_was",
    ),
    r"createdb site|mariadb-tzinfo-to-sql .*": (
        "It needs PostgreSQL or MariaDB.",
        "tests/servers/test_databases.py::test_projects_own_tests_pass",
    ),
    r"docker build .*": (
        "It needs Docker.",
        "tests/deployment/test_deploy.py::test_image_has_no_faults",
    ),
    r"docker push registry\.example\.com/site:1": (
        "It needs a registry.",
        "grep registry.example.com/site deploy/kubernetes/overlays/production/kustomization.yaml",
    ),
    r"docker compose --file deploy/compose\.yaml .*": (
        "It needs Docker.",
        "tests/deployment/test_deploy.py::test_compose_file_is_well_formed",
    ),
    r"kubectl .*": (
        "It needs a cluster.",
        "tests/deployment/test_kubernetes.py::test_objects_of_kubernetes_are_well_formed",
    ),
    r'pg_dump --format custom "\$DATABASE_URL" > site\.dump': (
        "It needs PostgreSQL.",
        "tests/servers/test_databases.py::test_projects_own_tests_pass",  # backups are among them
    ),
    r"uvx cruft .*": (
        "It needs a newer version of the template.",
        "tests/baking/test_update.py::test_cruft_merges_what_is_new_into_a_changed_project",
    ),
    r"git (-C|branch|worktree|merge) .*|uvx cookiecutter .* --checkout .*": (
        "It needs a newer version of the template.",
        "tests/baking/test_update.py::test_git_alone_does_the_same",
    ),
    r"age -r .*": (
        "It needs a key.",
        "ls archives/*.tar.gz",
    ),
}

# Paths and addresses of examples, and what they are here.
EXAMPLES = {
    "gh:org/template": "{template}",
    "/tmp/try/": "{home}/try-",
    "my-site-2026-11-23T160505Z.tar.gz": "$(ls archives | tail -1)",
    "restore FILE": "restore $(ls archives | tail -1)",
    "remove NAME": "remove shop",
}

# What a sentence around a command says that has been done before.
BEFORE = {
    r"git status": "git init --quiet",
    r"pip install .*": f"{sys.executable} -m venv $HOME/venv",
    r"uv run manage\.py remove\b.*": (
        "git init --quiet && git add --all && git commit --quiet --no-verify --allow-empty -m Mine"
    ),
    r"uv run manage\.py learn solution": (
        "cp lessons/exercises/fw1/solution/* learn/fw1/ && uv run manage.py learn check fw1"
    ),
    r"uv run manage\.py learn class room": "mkdir room && cp lessons.json room",
    r"uv run manage\.py restore [^ ]*": "rm -r db.sqlite3* media",
    r"uv run manage\.py backup": "uv run manage.py demo --no-serve",
}
STATUS = {r"uv run manage\.py learn check": 1}  # nothing is solved
VARIABLES = {
    "To production": PRODUCTION | {"UV_NO_DEFAULT_GROUPS": "1"},
    "What protects the site": PRODUCTION,  # in docs/security.md
}
SERVES = r".*manage\.py (demo(?!.*--no-serve)|runserver|serve)\b"


def rule(rules, command, default=None):
    """Return what some rules say about a command."""
    return next((found for rule, found in rules.items() if re.fullmatch(rule, command)), default)


def name(path):
    """Return how a document is called in the output of the tests."""
    return path.relative_to(TEMPLATE).as_posix().replace(PROJECT, "project")


@pytest.fixture(scope="session")
def packages(tmp_path_factory):
    """Return where all documents of a project install its packages, which takes a while."""
    return tmp_path_factory.mktemp("packages") / "venv"


@pytest.mark.stranger
@pytest.mark.parametrize("document", [*filter(commands, DOCUMENTS)], ids=name)
def test_every_command_works_as_it_is_written(document, own_template, bake, packages, tmp_path):
    if document == README:
        reader = Reader(tmp_path, own_template)
    else:
        reader = Reader(tmp_path, bake(), packages)
        reader.types("uv sync --quiet && uv run manage.py migrate --verbosity 0")
    for command, heading in commands(document).items():
        for typed in rule(INSTEAD, command, ("", command))[1:]:
            if "::" not in typed:
                try_out(reader, typed, own_template, VARIABLES.get(heading, {}))


def try_out(reader, command, template, variables):
    """Type a command; where it serves a site, visit that, and where it does not end, end it."""
    if "cookiecutter gh:" in command:
        reader.directory = reader.home / f"bakery-{len(list(reader.home.iterdir()))}"
        reader.directory.mkdir()
    if before := rule(BEFORE, command):
        reader.types(before)
    status = rule(STATUS, command, 0)
    for example, here in EXAMPLES.items():
        command = command.replace(example, here.format(template=template, home=reader.home))
    if re.match(SERVES, command):
        with reader.serves(command, **variables) as visitor:
            path = "/readyz" if command.endswith("serve") else "/"
            assert visitor.get(path).status == 200
    elif command.endswith("manage.py worker"):
        with reader.starts(command, lambda log: has_worker(reader, variables), **variables):
            pass
    elif command.endswith("learn watch"):
        with reader.starts(command, lambda log: "Ctrl-C ends it" in log, **variables):
            pass
    else:
        reader.types(command, status, **variables)


def has_worker(reader, variables):
    """Return whether the database knows of a worker."""
    code = (
        "from django.apps import apps;"
        "worker = next(model for model in apps.get_models() if model.__name__ == 'Worker');"
        "print('Workers:', worker.objects.count())"
    )
    return "Workers: 1" in reader.types(f'uv run manage.py shell -c "{code}"', **variables)


def test_what_is_not_typed_is_written_somewhere_and_stood_for_by_tests_that_exist(template):
    written = [command for document in DOCUMENTS for command in commands(document)]

    for pattern, (_, *instead) in INSTEAD.items():
        assert any(re.fullmatch(pattern, command) for command in written), pattern
        assert instead
        for test in (typed for typed in instead if "::" in typed):
            file, _, function = test.partition("::")
            assert f"def {function}(" in (template / file).read_text(encoding="utf-8"), test


def test_examples_and_what_comes_before_are_written_somewhere():
    written = [command for document in DOCUMENTS for command in commands(document)]

    for pattern in (*BEFORE, *STATUS, SERVES):
        assert any(re.match(pattern, command) for command in written), pattern
    for example in EXAMPLES:
        assert any(example in command for command in written), example
    for heading in VARIABLES:
        assert any(f"## {heading}\n" in path.read_text("utf-8") for path in DOCUMENTS), heading
