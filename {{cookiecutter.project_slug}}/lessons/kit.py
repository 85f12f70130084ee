"""A folder for a room without internet: the project, and the packages that it needs."""

import platform
import re
import secrets
import shutil
import subprocess
import sys
from contextlib import contextmanager

from .track import PROJECT

# What uv calls a system, and the wheels that pip may take for it.
PLATFORMS = {
    "linux": ["manylinux2014_x86_64", "manylinux_2_27_x86_64", "manylinux_2_28_x86_64"],
    "macos": ["macosx_11_0_arm64", "macosx_12_0_arm64", "macosx_14_0_arm64"],
    "windows": ["win_amd64"],
}

# Secrets, data, and what each machine makes for itself.
LEFT = [".git", ".env", "*.env", ".venv", ".*_cache", ".hypothesis", "__pycache__", "*.sqlite3*"]
LEFT += ["archives", "learn", "media", "staticfiles", "uv.lock"]
ANSWERS = ["solution", "cheats"]

README = """\
# {name}, for a room without internet

For {system} with Python {python}. Each machine needs that Python, and
[uv](https://docs.astral.sh/uv/): where it is missing, the file `uv-*.whl` in `wheels/` is
installed by `python -m pip install --no-index --find-links wheels uv`, typed in this folder
(`python3` on macOS and Linux; with a Python of the system that refuses, in a virtual environment).

Copy this folder to the machine. In its directory `site`, type:

    uv venv --offline --python {python}
    uv pip install --offline --no-index --find-links ../wheels -r ../wheels/requirements.txt

Then `uv run manage.py learn` begins, and `uv run manage.py demo` serves the site.

To hand in, write a line `LEARN_NAME=` with your name behind it into the file `.env`, type

    uv run manage.py learn report --json --output report.json

and give the file `report.json`, under a name of your own, to your teacher, with the directory
`learn/` if they ask for it.

Where there is internet again: delete the line `managed = false` in `pyproject.toml`, and type
`uv sync`.
"""


def make(directory, exam=False, system=None, python=None):
    """
    Fill an empty directory: `site/`, `wheels/` and a README with what to type.

    For an exam, what gives the answers away is left out. If anything fails, nothing is left.
    """
    if directory.exists() and any(directory.iterdir()):
        raise FileExistsError(f"{directory} is not empty: name a new directory.")
    if not shutil.which("uv"):
        raise FileNotFoundError("uv is not installed: https://docs.astral.sh/uv/")
    python = python or ".".join(platform.python_version_tuple()[:2])
    with removed_on_failure(directory):
        fill(directory, exam, system, python)


@contextmanager
def removed_on_failure(directory):
    """Delete a directory if the block fails or is interrupted."""
    try:
        yield
    except BaseException:
        shutil.rmtree(directory, ignore_errors=True)
        raise


def fill(directory, exam, system, python):
    """Write all that is in a kit."""
    copy_project(directory / "site", exam)
    download(directory / "site", directory / "wheels", system, python)
    leave_to_the_learner(directory / "site")
    text = README.format(name=PROJECT.name, system=system or sys.platform, python=python)
    (directory / "README.md").write_text(text, encoding="utf-8")


def copy_project(site, exam):
    """Copy the project without what is secret, or of this machine alone."""
    left = shutil.ignore_patterns(*LEFT, *(ANSWERS if exam else []))
    keep = {".env.example", "secret.env.example"}
    shutil.copytree(PROJECT, site, ignore=lambda path, names: left(path, names) - keep)


def download(site, wheels, system, python):
    """Download what `uv sync` would install for this system and version of Python."""
    wheels.mkdir()
    everything, needed = wheels / "all.txt", wheels / "requirements.txt"
    if (PROJECT / "uv.lock").is_file():
        shutil.copyfile(PROJECT / "uv.lock", site / "uv.lock")
    options = ["--quiet", "--no-hashes", "--no-emit-project"]
    uv(site, "export", *options, "--output-file", everything)
    options = ["--quiet", "--no-deps", "--no-annotate", "--no-header", "--python-version", python]
    options += ["--python-platform", system] if system else []
    uv(site, "pip", "compile", everything, *options, "--output-file", needed)
    everything.unlink()
    options = ["--quiet", "--no-deps", "--only-binary=:all:", "--python-version", python]
    options += [f"--platform={tag}" for tag in PLATFORMS.get(system, [])]
    uv(site, "tool", "run", "pip", "download", *options, "--dest", wheels, "-r", needed, "uv")


def uv(directory, *arguments):
    """Run uv, which says itself what goes wrong; ChildProcessError if it fails."""
    command = ["uv", *map(str, arguments)]
    if subprocess.run(command, cwd=directory, check=False).returncode:  # noqa: S603
        raise ChildProcessError(f"{' '.join(command[:4])} … failed: its own words are above.")


def leave_to_the_learner(site):
    """Write .env with a key of its own, and keep `uv run` from asking for packages."""
    text = (site / ".env.example").read_text(encoding="utf-8")
    key = f"\nSECRET_KEY={secrets.token_urlsafe(50)}\n"
    env = site / ".env"
    env.touch(mode=0o600)
    env.write_text(text.replace("\nSECRET_KEY=\n", key, 1), encoding="utf-8")
    path = site / "pyproject.toml"
    text = re.sub(r"(?m)^\[tool\.uv\]\n", r"\g<0>managed = false\n", path.read_text("utf-8"))
    path.write_text(text, encoding="utf-8")
