"""
Take parts out of a project, as if they had never been there.

A part is a directory next to this one with a module `removal.py`, which defines some of:

LINES    the lines of other files that belong to the part: file name to a list of whole lines,
         exactly as they stand there; lines that follow each other may be one text. A pair is a
         generated block, from its first line to its last. A line that another part lists too
         goes with the last of them.
PATHS    globs of files outside of the directory that go with it
LEAVES   directories that its users wrote, which stay
ALONE    the answers to the template's questions that leave out the other parts with ALONE
WITHOUT  the answers that leave out this part and the others with the same WITHOUT

The hook of the template uses this module, so it needs the standard library only.
"""

import json
import re
import runpy
import shutil
import subprocess

CHANGED = "is not as it was generated: delete what belongs to {} there by hand, then try again."
NO_GIT = (
    "This is not a git repository, or git is not installed, so the removal could not be undone. "
    'Run git init, then git add -A, then git commit -m "Start".'
)
MAP = re.compile(r"(?s)<!-- map -->.*<!-- /map -->")  # rows of features, in README.md
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


def plan(project, names):
    """
    Return the changed files with their texts without these parts, and the paths that go.

    Raises ValueError with file and line where an owner has changed what would be cut.
    """
    every: dict = parts(project)
    texts: dict = {}
    staying = set().union(*(lines(part) for name, part in every.items() if name not in names))
    for name, wanted in sorted(set().union(*(lines(every[name]) for name in names)), key=str):
        if (path := project / name).is_file() and (name, wanted) not in staying:
            text = texts.get(path) or path.read_text(encoding="utf-8")
            texts[path] = without(text, wanted, name, ", ".join(names))
    if (path := project / "README.md").is_file():
        texts[path] = without_rows(texts.get(path) or path.read_text(encoding="utf-8"), names)
    globs = [*names, *(glob for name in names for glob in every[name].get("PATHS", []))]
    going = {path for glob in globs for path in project.glob(glob)}
    changed = {path: text for path, text in texts.items() if text != path.read_text("utf-8")}
    return changed, sorted(path for path in going if going.isdisjoint(path.parents))


def lines(part):
    """Return the LINES of a part as a set of (file name, lines)."""
    return {(name, found) for name, texts in part.get("LINES", {}).items() for found in texts}


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


def without_rows(text, names):
    """Return a README without the rows of its map whose first link leads into these parts."""

    def stays(row):
        link = re.search(r"\]\(([^):/]+)[^):]*\)", row)
        return not link or link[1] not in names

    return MAP.sub(lambda rows: "".join(filter(stays, rows[0].splitlines(keepends=True))), text)


def references(project, names):
    """Yield "file:line" and the line for all that still uses these parts and stays."""
    changed, going = plan(project, names)
    for directory, inside, files in project.walk():
        inside[:] = [name for name in sorted(inside) if name[0] != "." and name not in NOT_CODE]
        inside[:] = [name for name in inside if directory / name not in going]
        for path in sorted(directory / name for name in files):
            if path.suffix in REFERENCES and path not in going:
                pattern = uses(project, names, path)
                text = changed.get(path) or path.read_text(encoding="utf-8", errors="replace")
                for number, line in enumerate(text.splitlines(), 1):
                    if pattern.search(line):
                        yield f"{path.relative_to(project).as_posix()}:{number}", line.strip()


def uses(project, names, path):
    """Return a pattern that finds a line of this file that uses one of the parts."""
    form = REFERENCES[path.suffix] + IN_CONFIG * (path.parent.name == "config")
    modules = {name: "|".join(file.stem for file in (project / name).iterdir()) for name in names}
    return re.compile("|".join(form.format(name, modules[name]) for name in names))


def refusal(project, names):
    """Return why these parts may not be removed, in one sentence; None if they may."""
    for place, line in references(project, names):
        return f"{place} uses what would be removed: {line!r}. Change that line, then try again."
    changed, going = plan(project, names)
    git = ["git", "status", "--porcelain", "--untracked-files=all", "--", *changed, *going]
    try:
        status = subprocess.check_output(git, cwd=project, stderr=subprocess.PIPE, encoding="utf-8")  # noqa: S603
    except (FileNotFoundError, subprocess.CalledProcessError):
        return NO_GIT
    files = ", ".join(line[3:] for line in status.splitlines())
    return f"Changes are not committed in {files}: commit or stash them first." if files else None


def remove(project, names):
    """Delete these parts, if they are there, and the lines of other files that belong to them."""
    before = parts(project)
    changed, going = plan(project, [name for name in names if name in before])
    for path, text in changed.items():
        path.write_text(text, encoding="utf-8", newline="\n")
    for path in going:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    left = [part for name, part in before.items() if name not in names]
    follow(project, [part for name, part in before.items() if name in names], left)


def follow(project, gone, left):
    """Change the answers in .cruft.json to those that would have given what is left."""
    if not (path := project / ".cruft.json").is_file():
        return
    state = json.loads(path.read_text(encoding="utf-8"))
    answers = state["context"]["cookiecutter"]
    kept = [part.get("WITHOUT") for part in left]
    for part in gone:
        answers.update({} if part.get("WITHOUT") in kept else part.get("WITHOUT", {}))
    alone = [part["ALONE"] for part in left if "ALONE" in part]
    if any("ALONE" in part for part in gone) and len(alone) < 2:
        answers.update(*alone or [{"starter": "none"}])
    text = json.dumps(state, ensure_ascii=False, indent=2) + "\n"
    path.write_text(text, encoding="utf-8", newline="\n")
