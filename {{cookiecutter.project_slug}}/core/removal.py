"""
Take parts out of a project, as if they had never been there.

A part is a directory next to this one with a module `removal.py`, which defines some of:

LINES    the lines of other files that belong to the part: file name to a list of whole lines,
         exactly as they stand there; lines that follow each other may be one text. A pair is a
         generated block, from its first line to its last. A line that another part lists too
         goes with the last of them.
PATHS    globs of files outside of the directory that go with it
LEAVES   directories that its users wrote, which stay
NOTE     a sentence to print after the removal
ALONE    the answers to the template's questions that leave out the other parts with ALONE
WITHOUT  the answers that leave out this part and the others with the same WITHOUT

Template and command use this module, so it needs the standard library only.
"""

import difflib
import re
import runpy
import shutil
import subprocess
from pathlib import Path

ADVICE = 'Type git init, then git add -A, then git commit -m "Start".'
CHANGED = "is not as it was generated: delete what belongs to {} there by hand, then try again."
MAP = "<!-- map -->", "<!-- /map -->"  # rows of features, in README.md
REFERENCES = {  # how other files use a part
    ".py": r"""^\s*(?:from|import)\s+{0}\b|["']{0}(?::\w+|\.(?:{1}|[A-Z]\w*)\b[\w.]*)["']""",
    ".html": r"""{{%\s*(?:url|include|extends|load)\s+["']?{0}\b""",
}
IN_CONFIG = r"""|["']{0}["']"""  # INSTALLED_APPS
NOT_CODE = {"learn", "media", "node_modules", "staticfiles"}


def parts(project):
    """Return what the modules `removal.py` define: name of the part to a dictionary."""
    files = [file for file in project.glob("*/removal.py") if file.parent.name != "core"]
    return {file.parent.name: runpy.run_path(str(file)) for file in sorted(files)}


def lines_of(part):
    """Return the LINES of a part as a set of (file name, lines)."""
    return {(name, found) for name, texts in part.get("LINES", {}).items() for found in texts}


def doomed(project, names):
    """Return the files and directories that go with these parts."""
    patterns = [parts(project)[name].get("PATHS", []) for name in names]
    found = {path for pattern in sum(patterns, [*names]) for path in project.glob(pattern)}
    return sorted(path for path in found if not found & {*path.parents})


def edits(project, names):
    """
    Return a dictionary: each file with lines of these parts, to its text without them.

    Raises ValueError with file and line where an owner has changed what would be cut.
    """
    every = parts(project)
    going = set().union(*(lines_of(every[name]) for name in names))
    staying = set().union(*(lines_of(every[name]) for name in every if name not in names))
    found: dict[Path, str] = {}
    for name, wanted in sorted(going - staying, key=str):
        path = project / name
        if path.is_file():
            text = found.get(path) or path.read_text(encoding="utf-8")
            found[path] = without(text, wanted, path.relative_to(project), ", ".join(names))
    if (readme := project / "README.md").is_file():
        text = found.get(readme) or readme.read_text(encoding="utf-8")
        found[readme] = without_rows(text, [*map(project.joinpath, names)], project)
    return {path: text for path, text in found.items() if text != path.read_text("utf-8")}


def without(text, wanted, name, owner):
    """Return a text without some of its lines; raise ValueError where they are not whole."""
    first, *last = wanted if isinstance(wanted, tuple) else (wanted,)
    pattern = re.escape(first) + (rf"\n(?s:.*?)\n{re.escape(last[0])}" if last else "")
    found = [*re.finditer(rf"(?m)^{pattern}\n", text)]
    if len(found) == 1:
        return text[: found[0].start()] + text[found[0].end() :]
    begin = next(filter(None, first.splitlines()))
    begun = [*re.finditer(rf"(?m)^{re.escape(begin)}$", text)]
    if begun and (found or first.strip("\n") != begin or last):
        number = text[: begun[-1].start()].count("\n") + 1
        raise ValueError(f"{name}:{number} {CHANGED.format(owner)}")
    return text


def without_rows(text, directories, project):
    """Return a README whose map has no rows about files in these directories."""
    before, start, rest = text.partition(MAP[0])
    rows, end, after = rest.partition(MAP[1])
    if not end:
        return text

    def stays(row):
        link = re.search(r"\]\(([^):]+)\)", row)
        return not link or not {*directories} & {*(project / link[1]).parents}

    return before + start + "".join(filter(stays, rows.splitlines(keepends=True))) + end + after


def references(project, names):
    """Yield "file:line" and the line for all that still uses these parts and stays."""
    going, changed = doomed(project, names), edits(project, names)
    for path in sources(project, {*going}):
        text = changed.get(path) or path.read_text(encoding="utf-8", errors="replace")
        in_config = path.parent.name == "config"
        for pattern in patterns_for(project, names, path.suffix, in_config):
            for number, line in enumerate(text.splitlines(), 1):
                if pattern.search(line):
                    yield f"{path.relative_to(project).as_posix()}:{number}", line.strip()


def sources(project, going):
    """Yield the files of the project that may use a part, without those that go."""
    for directory, names, files in project.walk():
        names[:] = sorted(
            name
            for name in names
            if name[0] != "." and name not in NOT_CODE and directory / name not in going
        )
        paths = {directory / name for name in files if Path(name).suffix in REFERENCES}
        yield from sorted(paths - going)


def patterns_for(project, names, suffix, in_config):
    """Return a pattern for each part, which finds a line of a file that uses it."""
    for name in names:
        modules = "|".join(path.stem for path in (project / name).iterdir() if path.stem[0] != "_")
        yield re.compile((REFERENCES[suffix] + IN_CONFIG * in_config).format(name, modules))


def remove(project, names):
    """Delete these parts, if they are there, and the lines of other files that belong to them."""
    names = [name for name in names if name in parts(project)]
    changed, deleted = edits(project, names), doomed(project, names)
    gone = [part for name, part in parts(project).items() if name in names]
    for path, text in changed.items():
        path.write_text(text, encoding="utf-8", newline="\n")
    for path in deleted:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    follow = runpy.run_path(str(Path(__file__).with_name("origin.py")))["follow"]
    follow(project, gone, parts(project).values())


def preview(project, names):
    """Return what `remove` would change, as the lines of a diff, and what it would delete."""
    found: list[str] = []
    for path, text in edits(project, names).items():
        before, name = path.read_text("utf-8").splitlines(), path.relative_to(project).as_posix()
        found += difflib.unified_diff(before, text.splitlines(), name, name, n=0, lineterm="")
    deleted = doomed(project, names)
    return [*found, *(f"delete {path.relative_to(project).as_posix()}" for path in deleted)]


def refusal(project, names):
    """Return why these parts may not be removed, in one sentence; None if they may."""
    for place, line in references(project, names):
        return f"{place} uses what would be removed: {line!r}. Change that line, then try again."
    if not shutil.which("git"):
        return "git is not installed, and nothing else could undo the removal."
    touched = [str(path) for path in (*edits(project, names), *doomed(project, names))]
    command = ["git", "status", "--porcelain", "--untracked-files=all", "--", *touched]
    git = subprocess.run(  # noqa: S603
        command, cwd=project, capture_output=True, check=False, encoding="utf-8"
    )
    if git.returncode:
        return f"This is not a git repository, so the removal could not be undone. {ADVICE}"
    if changed := [line[3:] for line in git.stdout.splitlines()]:
        return f"Changes are not committed in {', '.join(changed)}: commit or stash them first."
    return None


def notes(project, names):
    """Return sentences about what stays of these parts."""
    every = [parts(project)[name] for name in names]
    left = [path for part in every for path in part.get("LEAVES", []) if (project / path).is_dir()]
    yours = [f"{path}/ is yours and stays: delete it, or keep it in order." for path in left]
    return yours + [part["NOTE"] for part in every if "NOTE" in part]
