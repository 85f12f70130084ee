"""A project knows the template that it comes from, and the answers that would give what is left."""

import json
import runpy
import shutil
import subprocess

import pytest

from tests.commands import PROJECT, TEMPLATE

follow = runpy.run_path(str(TEMPLATE / PROJECT / "core" / "removal.py"))["follow"]
link = runpy.run_path(str(TEMPLATE / "hooks" / "post_gen_project.py"))["link_template"]

ANSWERS = {"project_name": "Café", "starter": "all", "include_extra": True}
ONE, TWO = {"ALONE": {"starter": "one"}}, {"ALONE": {"starter": "two"}}
EXTRA = {"WITHOUT": {"include_extra": False}}


@pytest.mark.parametrize(
    ("gone", "left", "changed"),
    [
        ([], [ONE, TWO, EXTRA], {}),
        ([EXTRA], [ONE, TWO], {"include_extra": False}),
        ([TWO], [ONE, EXTRA], {"starter": "one"}),
        ([ONE, TWO], [EXTRA], {"starter": "none"}),
        ([EXTRA], [ONE, TWO, EXTRA], {}),
    ],
)
def test_answers_follow_what_is_left(tmp_path, gone, left, changed):
    file = tmp_path / ".cruft.json"
    file.write_text(json.dumps({"context": {"cookiecutter": ANSWERS}}), encoding="utf-8")

    follow(tmp_path, gone, left)

    assert json.loads(file.read_text("utf-8"))["context"]["cookiecutter"] == ANSWERS | changed


def test_project_without_a_template_stays_so(tmp_path):
    link(tmp_path, ANSWERS)  # from an archive, without git
    follow(tmp_path, [EXTRA], [ONE])

    assert [*tmp_path.iterdir()] == []


def test_template_is_found_from_where_the_shell_was(tmp_path, monkeypatch):
    template, project = tmp_path / "template", tmp_path / "project"
    for directory in (template, project):
        directory.mkdir()
        shutil.copytree(TEMPLATE / "hooks", directory / "hooks")
        git = ["git", "-C", directory, "-c", "user.name=Ada", "-c", "user.email=ada@example.com"]
        for words in (
            ["init", "--quiet"],
            ["remote", "add", "origin", f"https://example.com/{directory.name}"],
            ["commit", "--quiet", "--allow-empty", "--message", "Start"],
        ):
            subprocess.run([*git, *words], check=True)
    monkeypatch.setenv("PWD", str(template))
    monkeypatch.chdir(project)  # as Cookiecutter runs the hook

    link(project, ANSWERS | {"_repo_dir": "."})

    state = json.loads((project / ".cruft.json").read_text("utf-8"))
    assert state["template"] == "https://example.com/template"


@pytest.mark.parametrize("directory", [None, "elsewhere"])
def test_template_that_is_not_found_is_said(tmp_path, monkeypatch, directory):
    monkeypatch.delenv("PWD", raising=False)
    if directory:
        monkeypatch.setenv("PWD", str(tmp_path / directory))

    with pytest.raises(FileNotFoundError, match="hooks"):
        link(tmp_path, ANSWERS | {"_repo_dir": "template"})
