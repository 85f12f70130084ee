"""
Where this project comes from: `.cruft.json` names the template, its version, and the answers.

`cruft update` reads it, to take in what is new in the template: see docs/updating.md. The hook
of the template uses this module, so it needs the standard library only.
"""

import json
import os
import subprocess
from contextlib import suppress
from pathlib import Path


def read(project):
    """Return what is known of the template, as a dictionary; None for a project without it."""
    with suppress(FileNotFoundError):
        return json.loads((project / ".cruft.json").read_text(encoding="utf-8"))
    return None


def write(project, state):
    """Write what is known of the template."""
    text = json.dumps(state, ensure_ascii=False, indent=2) + "\n"
    (project / ".cruft.json").write_text(text, encoding="utf-8", newline="\n")


def link(project, answers):
    """
    Note the template and its commit, where it was baked from a repository of git.

    Raises ValueError for a relative path where the shell does not say in PWD what it starts from:
    the working directory is the project's by now.
    """
    if not (given := answers.get("_repo_dir")):
        return
    directory = Path(os.environ.get("PWD", ""), given)
    if not directory.is_absolute() or not directory.is_dir():
        raise ValueError(f"the template {given!r} is not found from here")
    git = ["git", "-C", str(directory), "--git-dir=.git"]
    with suppress(FileNotFoundError, subprocess.CalledProcessError):
        template, commit = (
            subprocess.run([*git, *words], capture_output=True, check=True, encoding="utf-8")  # noqa: S603
            for words in (["remote", "get-url", "origin"], ["rev-parse", "HEAD"])
        )
        state = {"template": template.stdout.strip(), "commit": commit.stdout.strip()}
        public = {name: value for name, value in answers.items() if not name.startswith("_")}
        write(project, state | {"checkout": None, "context": {"cookiecutter": public}})


def follow(project, gone, left):
    """Change the answers to those that would have given what is left of the removable parts."""
    if not (state := read(project)):
        return
    left = list(left)
    answers = state["context"]["cookiecutter"]
    for part in gone:
        others = [other for other in left if other.get("WITHOUT") == part.get("WITHOUT")]
        answers.update({} if others else part.get("WITHOUT", {}))
    if any("ALONE" in part for part in gone):
        alone = [part["ALONE"] for part in left if "ALONE" in part]
        if len(alone) < 2:
            answers.update(*alone or [{"starter": "none"}])
    write(project, state)
