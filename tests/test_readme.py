"""What README.md says is so. test_names.py and test_cookiecutter.py check the rest."""

import json
import re
import runpy
import tomllib

import pytest

from .commands import PROJECT
from .test_stranger import BAKE_AND_SERVE, RUN_TESTS


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


def test_table_of_advantages_is_that_of_the_project(template, readme):
    map_of_the_project = (template / PROJECT / "README.md").read_text(encoding="utf-8")
    features = [
        (advantage.strip("*"), feature)
        for advantage, feature, *_ in rows(map_of_the_project, "What this project shows of Django")
    ]

    assert [tuple(row) for row in rows(readme, "What you get")] == features


def test_numbers_of_exercises_and_attacks_are_those_of_the_project(template, readme):
    project = template / PROJECT

    exercises = len(list((project / "lessons" / "exercises").glob("*/exercise.toml")))
    attacks = len(list((project / "tests" / "attacks").glob("test_*.py")))

    texts = (project / "lessons" / "exercises").glob("*/exercise.toml")
    minutes = [tomllib.loads(path.read_text("utf-8"))["minutes"] for path in texts]
    length = f"{min(minutes)} to {max(minutes)} minutes"

    assert f"\n{exercises} exercises, of {length} each, " in readme
    assert f" {attacks} attacks to fire" in readme


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
    for path in template.glob("*.md"):
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text(encoding="utf-8")):
            assert (template / target).exists(), f"{path.name}: {target}"


def test_documents_do_not_call_things_simple(template):
    for path in template.glob("*.md"):
        words = re.findall(r"\b(?:simply|just|easy|easily|we)\b", path.read_text("utf-8"), re.I)
        assert words == [], path.name
