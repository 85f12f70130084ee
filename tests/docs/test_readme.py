"""What README.md says is so. test_names.py and test_cookiecutter.py check the rest."""

import json
import re
import runpy
import tomllib
from urllib.parse import unquote

import pytest

from tests.commands import PROJECT, listed
from tests.documents import BAKE_AND_SERVE, RUN_TESTS


@pytest.fixture
def readme(template):
    """Return the text of README.md."""
    return (template / "README.md").read_text(encoding="utf-8")


def rows(text, title):
    """Return the cells of the rows of the table below a heading."""
    section = text.partition(f"\n## {title}\n")[2].partition("\n## ")[0]
    table = [line.strip("| ").split(" | ") for line in section.splitlines() if line[:1] == "|"]
    return table[2:]


def test_it_opens_with_a_title_a_sentence_and_two_commands(readme):
    title, sentence, commands, *_ = readme.split("\n\n")

    assert title.startswith("# ")
    assert sentence.count(". ") == 0
    assert commands == f"    {BAKE_AND_SERVE}\n    {RUN_TESTS}"


def test_ci_runs_the_second_command_as_written(template):
    script = (template / ".ci" / "run").read_text(encoding="utf-8")

    assert f"\n{RUN_TESTS}\n" in script


LIST_FEATURES = """
import json
from tour.registry import FEATURES
print(json.dumps([
    [str(f.title), str(f.feature), f.file, f"/tour/{f.advantage}/", proof.partition("::")[0]]
    for f in FEATURES
    for proof in f.proofs
]))
"""


def test_each_advantage_has_a_row_of_the_map_with_file_page_and_proof(unrendered, readme):
    features = listed(unrendered, LIST_FEATURES)
    claims = [
        [re.sub(r"\[`?(.+?)`?\]\(.+\)", r"\1", cell) for cell in row]
        for row in rows(readme, "Nine claims")
    ]

    assert [title for title, *_ in claims] == list(dict.fromkeys(row[0] for row in features))
    assert [claim for claim in claims if claim not in features] == []


def facts(project):
    """Return what is true of this project, by the row of the comparison that says so."""
    metadata = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    packages = " ".join(metadata["dependencies"])
    services = {"Compose": "deploy/compose.yaml", "Kubernetes": "deploy/kubernetes"}
    services |= {"Procfile": "Procfile"}
    tests = {"GitHub": ".github/workflows/test.yml", "GitLab": ".gitlab-ci.yml"}
    exercises = len(list((project / "lessons" / "exercises").glob("*/exercise.toml")))
    return {
        "Version": f"for Django {re.search(r'django>=([0-9]+[.][0-9]+)', packages)[1]}",
        "Admin": "yes" if (project / "accounts" / "admin_site.py").exists() else "no",
        "JSON API": "Django Ninja" if "django-ninja" in packages else "no",
        "Databases": ", ".join(
            ["SQLite"] + [name for name in ("PostgreSQL", "MariaDB") if has_extra(metadata, name)]
        ),
        "Tasks in the background": "a queue in the database" * ("django-tasks-db" in packages),
        "Front end": "htmx, no build" * (not list(project.rglob("package.json"))),
        "WebSockets": "yes" if "channels" in packages else "no",
        "Files in a cloud": "by hand" * ("storages" not in packages),
        "Mail services": "SMTP" * ("anymail" not in packages),
        "Deployment": ", ".join(name for name in services if (project / services[name]).exists()),
        "Runs its tests on": ", ".join(name for name in tests if (project / tests[name]).exists()),
        "Exercises": str(exercises),
        "Languages": "English, German" * (project / "core" / "locale" / "de").exists(),
    }


def has_extra(metadata, database):
    """Return whether a project has the driver of a database."""
    return database.lower().removesuffix("ql") in metadata["optional-dependencies"]


def test_comparison_says_what_is_true_of_this_project(template):
    page = (template / "docs" / "comparison.md").read_text(encoding="utf-8")
    table = rows(page, "To begin a site") + rows(page, "To learn")
    said = {(row, own) for row, own, *_ in table}

    missing = facts(template / PROJECT).items() - said
    assert missing == set()


def test_every_source_of_the_comparison_is_used_and_there(template):
    page = (template / "docs" / "comparison.md").read_text(encoding="utf-8")
    sources = re.findall(r"^\[([\w-]+)\]: https://", page, re.MULTILINE)
    used = re.findall(r"\]\[([\w-]+)\]", page)

    assert {*used} == {*sources}
    for row in rows(page, "To begin a site") + rows(page, "To learn"):
        assert len(row) == 6, row


def test_numbers_of_exercises_and_attacks_are_those_of_the_project(template, readme):
    project = template / PROJECT

    exercises = len(list((project / "lessons" / "exercises").glob("*/exercise.toml")))
    attacks = len(list((project / "tour" / "tests" / "attacks").glob("test_*.py")))

    texts = (project / "lessons" / "exercises").glob("*/exercise.toml")
    minutes = [tomllib.loads(path.read_text("utf-8"))["minutes"] for path in texts]
    length = f"{min(minutes)} to {max(minutes)} minutes"

    assert f" {exercises} exercises, of {length} each, " in readme
    assert f" {attacks} attacks to fire" in readme


def test_controls_of_vulnerabilities_are_tests_of_the_template_or_of_the_project(template):
    tour = template / PROJECT / "tour"
    files = [tour / "docs" / "vulnerabilities.md", *(tour / "rows").glob("*.md")]
    table = "".join(file.read_text(encoding="utf-8") for file in files)
    controls = re.findall(r"\| `([^`]+)::(test_\w+)` \|$", table, re.MULTILINE)

    assert len(controls) == table.count("::test_")
    for file, name in controls:
        inside = file.startswith(("tests/servers/", "tests/deployment/"))
        path = template / file if inside else template / PROJECT / file
        assert f"def {name}(" in path.read_text(encoding="utf-8")


def test_table_of_questions_is_that_of_cookiecutter_json(template, readme):
    questions = json.loads((template / "cookiecutter.json").read_text(encoding="utf-8"))
    prompts = questions["__prompts__"]
    table = rows(readme, "What it asks")

    assert [name for _, name, _ in table] == [f"`{name}`" for name in prompts]
    for (question, _, _), prompt in zip(table, prompts.values(), strict=True):
        words = prompt["__prompt__"] if isinstance(prompt, dict) else prompt
        assert words.startswith(question)
    for name, _, default in [(row[1].strip("`"), *row[1:]) for row in table]:
        if isinstance(questions[name], list):
            assert default == "{} (or {})".format(
                questions[name][0], ", ".join(questions[name][1:])
            )
        elif questions[name] is True:
            assert default == "yes"
        elif "{" not in questions[name]:
            assert default == questions[name]


def test_limits_and_the_refusal_are_those_of_the_hook(template, readme):
    hook = runpy.run_path(str(template / "hooks" / "pre_gen_project.py"))

    assert hook["LIMITS"] == {"project_name": 80, "description": 200, "author_name": 80}
    assert "more than 80 characters (200 in the description" in readme
    assert f"project_slug 'class' {hook['problem_with_slug']('class')}." in readme


def test_links_between_documents_lead_somewhere(template):
    for path in [*template.glob("*.md"), *template.glob("docs/*.md")]:
        text = path.read_text(encoding="utf-8")
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", text):
            assert (path.parent / unquote(target)).exists(), f"{path.name}: {target}"
        for heading in re.findall(r"\]\(#([^)]+)", text):
            assert heading in map(anchor, re.findall("(?m)^#+ (.+)", text)), path.name


def anchor(heading):
    """Return how GitHub calls the place of a heading."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def test_documents_do_not_call_things_simple(template):
    for path in [*template.glob("*.md"), *template.glob("docs/*.md")]:
        words = re.findall(r"\b(?:simply|just|easy|easily|we)\b", path.read_text("utf-8"), re.I)
        assert words == [], path.name
