"""What VS Code offers is there: tasks, debugger, extensions, and a container to work in."""

import json
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands, load_command_class

FILES = sorted([*settings.BASE_DIR.glob(".vscode/*"), *settings.BASE_DIR.glob(".devcontainer/*")])


def read(name):
    """Return what a file says."""
    return json.loads(Path(settings.BASE_DIR, name).read_text(encoding="utf-8"))


def commands():
    """Return the names of the tasks and of what the debugger starts, with their command lines."""
    tasks = {task["label"]: task["args"][1:] for task in read(".vscode/tasks.json")["tasks"]}
    for start in read(".vscode/launch.json")["configurations"]:
        program = start.get("program", start.get("module")).removeprefix("${workspaceFolder}/")
        tasks[start["name"]] = [program, *start["args"]]
    return tasks


def test_files_are_json_without_comments():
    assert [path.name for path in FILES] == [
        "devcontainer.json",
        "extensions.json",
        "launch.json",
        "settings.json",
        "tasks.json",
    ]
    for path in FILES:
        assert read(path)


def test_tasks_are_started_by_uv_on_every_system():
    for task in read(".vscode/tasks.json")["tasks"]:
        assert (task["type"], task["command"], task["args"][0]) == ("process", "uv", "run")


@pytest.mark.parametrize("name", commands())
def test_command_of_a_task_is_there_and_takes_its_arguments(name):
    program, *arguments = commands()[name]

    if program == "manage.py":
        command, *options = arguments
        parser = load_command_class(get_commands()[command], command).create_parser("", command)
        assert Path(settings.BASE_DIR, program).is_file()
        assert parser.parse_args(options)
    else:
        assert program in {"prek", "pytest"}
        assert find_spec(program)


def test_container_has_the_extensions_that_are_recommended():
    editor = read(".devcontainer/devcontainer.json")["customizations"]["vscode"]

    assert editor["extensions"] == read(".vscode/extensions.json")["recommendations"]


@pytest.mark.skipif(sys.platform == "win32", reason="the container is a Linux")
def test_container_writes_env_with_a_key_once(tmp_path):
    command = ["sh", "-c", read(".devcontainer/devcontainer.json")["postCreateCommand"]]
    shutil.copy(settings.BASE_DIR / ".env.example", tmp_path)

    subprocess.run(command, cwd=tmp_path, check=True)
    written = (tmp_path / ".env").read_text("utf-8")
    subprocess.run(command, cwd=tmp_path, check=True)

    key = next(line for line in written.splitlines() if line.startswith("SECRET_KEY="))
    assert len(key) == len("SECRET_KEY=") + 64
    assert (tmp_path / ".env").read_text("utf-8") == written
    assert (tmp_path / ".env").stat().st_mode & 0o077 == 0
