"""Keep the chosen starter and license, write a private .env, and say what to type next."""

import json
import os
from contextlib import suppress
from pathlib import Path
from runpy import run_path


def keep_parts(project, answers):
    """Delete what was not chosen, and all that other files say about it."""
    starter, operations = answers["starter"], answers["include_operations"]
    off = {name: starter not in {"all", name} for name in ("blog", "shop", "social")}
    off |= {"search": starter == "none", "jobs": starter in {"none", "blog"} and not operations}
    off |= dict.fromkeys(("backups", "copydata", "scaling"), not operations)
    off |= dict.fromkeys(("lessons", "tour"), not answers["include_tour"])
    run_path(str(project / "core" / "removal.py"))["remove"](project, [*filter(off.get, off)])


def link_template(project, answers):
    """Note the template and its version, for `cruft update`; a relative path starts from PWD."""
    if repo := answers.get("_repo_dir"):
        run_path(str(Path(os.getenv("PWD", ""), repo, "hooks/origin.py")))["link"](project, answers)


def keep_license(project, answers):
    """Make the chosen LICENSE.* the LICENSE of the project, and delete the others."""
    chosen = project / f"LICENSE.{answers['open_source_license']}"
    for path in project.glob("LICENSE.*"):
        path.replace(project / "LICENSE") if path == chosen else path.unlink()


def write_env(project, answers):
    """Copy .env.example to .env with a new SECRET_KEY, unless there is a .env already."""
    text = (project / ".env.example").read_text(encoding="utf-8")
    text = text.replace("\nSECRET_KEY=\n", f"\nSECRET_KEY={os.urandom(32).hex()}\n", 1)
    with suppress(FileExistsError):  # Another key would end the sessions of an existing site.
        (project / ".env").touch(mode=0o600, exist_ok=False)
        (project / ".env").write_text(text, encoding="utf-8")


def finish(project, answers):
    """Do all of it, and return the text to print: if a hook fails, the project is deleted."""
    text = f"\n{project.name} is ready. Next:\n\n    cd {project.name}\n    uv run manage.py demo\n"
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
    return text.encode("ascii", "backslashreplace")


if __name__ == "__main__":
    with suppress(OSError):  # print() would fail on a closed pipe.
        os.write(1, finish(Path.cwd(), json.loads({{cookiecutter | tojson | tojson}})))
