"""
Take a part out of a project, as if it had never been there.

A part is a directory beside this one with a module `removal.py`. Its LINES say what other
files say about the part: a dictionary, file name to patterns of whole lines. A pattern that
another part has too goes with the last of them. Its PATHS are what else goes with it, LEAVES
the directories that its users wrote, which stay. WITHOUT are the answers to the template's
questions that leave it out, ALONE those that leave out the others. Template and commands use
this, so it needs the standard library only.
"""

import difflib
import re
import runpy
import shutil
import subprocess
from pathlib import Path

ADVICE = 'Type git init, then git add -A, then git commit -m "Start".'


def parts(project):
    """Return what the modules `removal.py` define: name of the part to a dictionary."""
    files = [file for file in project.glob("*/removal.py") if file.parent.name != "core"]
    return {file.parent.name: runpy.run_path(str(file)) for file in files}


def lines(part):
    """Return the LINES of a part as pairs of file name and pattern."""
    return {(name, pattern) for name, found in part["LINES"].items() for pattern in found}


def edits(project, names):
    """Return a dictionary: each file that speaks of these parts, to its text without that."""
    going = [lines(part) for name, part in parts(project).items() if name in names]
    staying = [lines(part) for name, part in parts(project).items() if name not in names]
    found: dict[Path, str] = {}
    for name, pattern in sorted(set().union(*going) - set().union(*staying)):
        path = project / name
        text = found.get(path) or path.read_text(encoding="utf-8")
        found[path] = re.sub(rf"(?m)^(?:{pattern})\n", "", text)
    return {path: text for path, text in found.items() if text != path.read_text("utf-8")}


def doomed(project, names):
    """Return the files and directories that go with these parts."""
    patterns = [parts(project)[name].get("PATHS", []) for name in names]
    found = {path for pattern in sum(patterns, [*names]) for path in project.glob(pattern)}
    return sorted(path for path in found if not found & {*path.parents})


def remove(project, names):
    """Delete these parts, and all that other files say about them."""
    changed, deleted = edits(project, names), doomed(project, names)
    gone = [part for name, part in parts(project).items() if name in names]
    for path, text in changed.items():
        path.write_text(text, encoding="utf-8", newline="\n")
    for path in deleted:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    follow = runpy.run_path(str(Path(__file__).with_name("origin.py")))["follow"]
    follow(project, gone, parts(project).values())


def leftovers(project, names):
    """Return what stays of these parts and is checked from now on, one sentence a directory."""
    found = [path for name in names for path in parts(project)[name].get("LEAVES", [])]
    text = "{}/ is yours and stays. prek looks at it from now on: delete it, or mend it."
    return [text.format(path) for path in found if (project / path).is_dir()]


def preview(project, names):
    """Return what `remove` would change, as the lines of a diff, and what it would delete."""
    found: list[str] = []
    for path, text in edits(project, names).items():
        before, name = path.read_text("utf-8").splitlines(), path.relative_to(project).as_posix()
        found += difflib.unified_diff(before, text.splitlines(), name, name, n=0, lineterm="")
    deleted = doomed(project, names)
    return [*found, *(f"delete {path.relative_to(project).as_posix()}" for path in deleted)]


def refusal(project, names):
    """Return why these parts may not be removed, in one sentence; None where git can undo it."""
    if not shutil.which("git"):
        return "git is not installed, and nothing else could undo the removal."
    touched = [str(path) for path in (*edits(project, names), *doomed(project, names))]
    command = ["git", "status", "--porcelain", "--untracked-files=all", "--", *touched]
    git = subprocess.run(  # noqa: S603
        command, cwd=project, capture_output=True, check=False, encoding="utf-8"
    )
    if git.returncode:
        return f"This is no git repository, so the removal could not be undone. {ADVICE}"
    if changed := [line[3:] for line in git.stdout.splitlines()]:
        return f"Changes are not committed in {', '.join(changed)}: commit or stash them first."
    return None
