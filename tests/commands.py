"""Run Cookiecutter and the commands of a project as a user does: in a process of its own."""

import json
import os
import re
import secrets
import subprocess
import sys
from importlib.metadata import files
from pathlib import Path

TEMPLATE = Path(__file__).parents[1]
PROJECT = "{{cookiecutter.project_slug}}"

# Settings for a developer's machine without .env, and for a server.
DEVELOPMENT = {"DEBUG": "on", "SECRET_KEY": "for-tests-only-" * 4}
PRODUCTION = {
    "DEBUG": "off",
    "SECRET_KEY": secrets.token_urlsafe(50),
    "ALLOWED_HOSTS": "example.com",
    "MAIL_URL": "smtp+tls://smtp.example.com",
    "MAIL_FROM": "site@example.com",
    "SECURITY_CONTACT": "security@example.com",
    "ADMIN_PATH": "desk-7q3x/",
}

# What a command needs to know of this machine; the rest of the shell's state stays behind.
MACHINE = {"HOME", "LANG", "PATH", "SYSTEMROOT", "TEMP", "TMPDIR", "USERPROFILE"}


def environment(**variables):
    """Return the variables of a fresh shell on this machine, and those that are given."""
    inherited = {
        name: value
        for name, value in os.environ.items()
        if name in MACHINE
        or name.startswith(("NODE_", "PIP_", "SSL_", "UV_"))
        or name.lower().endswith("_proxy")
    }
    return inherited | variables


def run(directory, *command, **variables):
    """Run `python COMMAND` in a directory, and return what it prints; fail if it fails."""
    return run_program(directory, sys.executable, *command, **variables)


def listed(project, code, **variables):
    """Return the JSON that a piece of code prints in a project."""
    variables = DEVELOPMENT | variables
    output = run(project, "manage.py", "shell", "--no-imports", "-c", code, **variables)
    return json.loads(output)


def lint(directory, *paths):
    """Run ruff and djade on a directory, or on some paths in it; fail if they find anything."""
    templates = [str(path) for path in directory.rglob("*.html")]
    run(directory, "-m", "ruff", "check", "--no-cache", *paths)
    run(directory, "-m", "ruff", "format", "--no-cache", "--check", *paths)
    run_program(directory, program("djade"), "--check", "--target-version", "6.1", *templates)


def program(package, name=None):
    """Return the path of the program that a package installs, by default under its own name."""
    return next(path.locate() for path in files(package) if path.stem == (name or package))


def run_program(directory, *command, **variables):
    """Run a command in a directory, and return what it prints; fail if it fails."""
    done = finished(directory, *command, **variables)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def finished(directory, *command, **variables):
    """Run a command in a directory, and return the finished process."""
    return subprocess.run(
        command,
        cwd=directory,
        env=environment(**variables),
        capture_output=True,
        encoding="utf-8",
    )


def git(directory, *words):
    """Run git as somebody with a name, and return what it prints."""
    author = ["-c", "user.name=x", "-c", "user.email=x@example.com"]
    return run_program(directory, "git", *author, *words).strip()


def commit(directory, message="Start"):
    """Put all files of a directory under version control."""
    git(directory, "init", "--quiet")
    git(directory, "add", "--all")
    git(directory, "commit", "--quiet", "--allow-empty", f"--message={message}")


def change(path, old, new):
    """Replace a text that is in a file, once."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, (path, old)
    path.write_text(text.replace(old, new), encoding="utf-8")


def exactly(answers):
    """Return answers that stay as they are, although --no-input renders them like a template."""
    literals = {key: json.dumps(value, ensure_ascii=False) for key, value in answers.items()}
    return {key: "{{ " + literal + " }}" for key, literal in literals.items()}


def cookiecutter_command(template, output_dir, *options, **answers):
    """Return the command line that bakes into a directory."""
    pairs = [f"{key}={value}" for key, value in answers.items()]
    command = [sys.executable, "-m", "cookiecutter", "--output-dir", output_dir, *options]
    return [*map(str, command), str(template), *pairs]


def cookiecutter(template, output_dir, *options, stdin=None, **answers):
    """Bake with the command line, in a home of its own, and return the finished process."""
    return subprocess.run(
        cookiecutter_command(template, output_dir, *options, **answers),
        env=environment(HOME=str(template.parent), USERPROFILE=str(template.parent)),
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        errors="surrogateescape",
    )


def contents(directory):
    """Map each path below a directory to its bytes, or to None for a directory."""
    return {
        path.relative_to(directory).as_posix(): None if path.is_dir() else path.read_bytes()
        for path in sorted(directory.rglob("*"))
    }


def is_refused(done, out, key):
    """Check that a run ended with one sentence about an answer, and left nothing behind."""
    sentence = rf"^(Error message: 'None' has no attribute ')?{key} .*: type .*\."
    assert done.returncode == 1
    assert len(re.findall(sentence, done.stdout + done.stderr, re.MULTILINE)) == 1, done
    assert contents(out.parent) == {"out": None}
    return True
