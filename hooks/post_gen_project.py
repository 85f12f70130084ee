"""Keep the chosen license, write a private .env, and say what to type next."""

import json
import os
import secrets
from contextlib import suppress
from pathlib import Path

NEXT_STEPS = """
{slug} is ready. Next:

    cd {slug}
    uv run manage.py demo
    uv run pytest
"""


def keep_license(project, chosen):
    """Make the chosen LICENSE.* the LICENSE of the project, and delete the others."""
    for path in project.glob("LICENSE.*"):
        if path.name == f"LICENSE.{chosen}":
            path.replace(project / "LICENSE")
        else:
            path.unlink()


def write_env(project):
    """Copy .env.example to .env with a new SECRET_KEY, unless there is a .env already."""
    example = (project / ".env.example").read_text(encoding="utf-8")
    key = secrets.token_urlsafe(50)  # 50 random bytes become 67 characters.
    text = example.replace("\nSECRET_KEY=\n", f"\nSECRET_KEY={key}\n", 1)
    with suppress(FileExistsError):
        # Only its owner may read it. Another key would end the sessions of an existing site.
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        with os.fdopen(os.open(project / ".env", flags, mode=0o600), "w", encoding="utf-8") as env:
            env.write(text)


def finish(project, answers):
    """Do both, and return the text to print: Cookiecutter deletes the project if a hook fails."""
    text = NEXT_STEPS.format(slug=answers["project_slug"])
    try:
        keep_license(project, answers["open_source_license"])
    except OSError as problem:
        text += f"\nRename one LICENSE.* to LICENSE yourself: {problem}\n"
    try:
        write_env(project)
    except (OSError, ValueError) as problem:
        text += f"\nCopy .env.example to .env and set SECRET_KEY yourself: {problem}\n"
    return text


if __name__ == "__main__":
    message = finish(Path.cwd(), json.loads({{cookiecutter | tojson | tojson}}))
    with suppress(OSError):
        os.write(1, message.encode("ascii", "backslashreplace"))  # print() fails on a closed pipe.
