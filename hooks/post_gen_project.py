"""Keep the chosen starter and license, write a private .env, and say what to type next."""

import json
import os
import runpy
import secrets
from contextlib import suppress
from pathlib import Path


def keep_parts(project, answers):
    """Delete what was not chosen, and all that other files say about it."""
    chosen, others = answers["starter"], {"blog", "shop", "social"}
    others = set() if chosen == "all" else others - {chosen}
    others |= set() if answers["include_tour"] else {"lessons", "tour"}
    runpy.run_path(str(project / "core" / "removal.py"))["remove"](project, others)


def link_template(project, answers):
    """Note the template and its version in .cruft.json, for `cruft update`."""
    runpy.run_path(str(project / "core" / "origin.py"))["link"](project, answers)


def keep_license(project, answers):
    """Make the chosen LICENSE.* the LICENSE of the project, and delete the others."""
    chosen = project / f"LICENSE.{answers['open_source_license']}"
    for path in project.glob("LICENSE.*"):
        path.replace(project / "LICENSE") if path == chosen else path.unlink()


def write_env(project, answers):
    """Copy .env.example to .env with a new SECRET_KEY, unless there is a .env already."""
    text = (project / ".env.example").read_text(encoding="utf-8")
    text = text.replace("\nSECRET_KEY=\n", f"\nSECRET_KEY={secrets.token_urlsafe(50)}\n", 1)
    with suppress(FileExistsError):  # Another key would end the sessions of an existing site.
        (project / ".env").touch(mode=0o600, exist_ok=False)
        (project / ".env").write_text(text, encoding="utf-8")


def finish(project, answers):
    """Do all of it, and return the text to print: if a hook fails, the project is deleted."""
    name, commands = answers["project_slug"], "uv run manage.py demo\n    uv run pytest -n auto\n"
    text = f"\n{name} is ready. Next:\n\n    cd {name}\n    {commands}"
    for step, instead in (
        (keep_parts, "Delete the directories of apps that you did not choose"),
        (keep_license, "Rename one LICENSE.* to LICENSE"),
        (write_env, "Copy .env.example to .env and set SECRET_KEY"),
        (link_template, "For later versions of the template, type uvx cruft link"),
    ):
        try:
            step(project, answers)
        except (OSError, ValueError) as problem:
            text += f"\n{instead} yourself: {problem}\n"
    return text


if __name__ == "__main__":
    message = finish(Path.cwd(), json.loads({{cookiecutter | tojson | tojson}}))
    with suppress(OSError):
        os.write(1, message.encode("ascii", "backslashreplace"))  # print() fails on a closed pipe.
