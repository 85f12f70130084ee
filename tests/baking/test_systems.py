"""What would fail on Windows or macOS, as far as another system can tell: the rest is CI's."""

import ast
import json
import re
from collections import Counter

import pytest

from tests.commands import (
    PROJECT,
    TEMPLATE,
    contents,
    cookiecutter,
    cookiecutter_command,
    exactly,
    run,
    run_program,
)
from tests.repository.test_supply_chain import commands as commands_of
from tests.repository.test_supply_chain import workflow

# https://learn.microsoft.com/windows/win32/fileio/naming-a-file
ILLEGAL = re.compile(r'[<>:"|?*\\\x00-\x1f]|[. ]$')
DEVICES = {
    "AUX",
    "CON",
    "NUL",
    "PRN",
    *(f"{port}{n}" for port in ("COM", "LPT") for n in range(10)),
}
LONGEST = 259  # characters of a path, without its end
HOME = "C:\\Users\\" + "x" * 20  # No name of a user is longer.
BYTECODE = len("__pycache__\\.cpython-313.pyc") - len(".py")

# Where people of all systems work; the other pages are about servers, which run Linux.
PAGES = ["README.md", "AGENTS.md", "docs/teaching.md"]
PROGRAMS = {"git", "uv"}

# What Windows has not, unless the line asks before.
ABSENT = {"fork", "killpg", "getuid", "geteuid", "setsid", "mkfifo", "chown", "statvfs", "uname"}
ABSENT |= {"SIGKILL", "SIGHUP", "SIGUSR1", "SIGUSR2", "SIGALRM", "SIGQUIT", "symlink_to"}
ABSENT |= {"fcntl", "grp", "pty", "pwd", "resource", "termios"}
ASKING = re.compile(r"sys\.platform|os\.name|hasattr\(|ImportError")

# An answer in letters that the encoding of a pipe on a western Windows does not have.
JAPANESE = exactly({"project_name": "日本語 ☕", "project_slug": "nihongo", "author_name": "Ωμέγα"})
WESTERN = {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}

STARTERS = json.loads((TEMPLATE / "cookiecutter.json").read_text(encoding="utf-8"))["starter"]


@pytest.fixture(scope="module")
def names(template):
    """Return the path of each file of the template."""
    return [path.relative_to(template) for path in template.rglob("*") if path.is_file()]


@pytest.fixture(scope="module")
def code(template):
    """Map the name of each module that users run, without tests and exercises, to its tree."""
    found = {}
    for root in (template / PROJECT, template / "hooks"):
        for path in root.rglob("*.py"):
            name = path.relative_to(root)
            if not {"tests", "exercises"} & {*name.parts}:
                found[name.as_posix()] = ast.parse(path.read_text(encoding="utf-8"))
    return found


def unasked(tree, asked=False):
    """Yield what Windows lacks, where no statement around it asks for the system."""
    if isinstance(tree, ast.If | ast.IfExp | ast.Try | ast.With):
        asked = asked or bool(ASKING.search(ast.unparse(tree)))
    if isinstance(tree, ast.Import | ast.ImportFrom):
        names = {alias.name for alias in tree.names} | {getattr(tree, "module", None)}
    else:
        names = {getattr(tree, "attr", None)}
    if not asked:
        yield from names & ABSENT
    for child in ast.iter_child_nodes(tree):
        yield from unasked(child, asked)


def unclear(tree):
    """Yield the lines that read, write or run text without saying in which encoding."""
    for node in filter(lambda node: isinstance(node, ast.Call), ast.walk(tree)):
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        texts = [one.value for one in node.args if isinstance(one, ast.Constant)]
        wrong = {
            "open": isinstance(node.func, ast.Name)
            and not {"rb", "r+b", "wb", "ab", "xb"} & {*texts},
            "read_text": not node.args,
            "write_text": len(node.args) < 2,
            "run": any(keyword.arg == "text" for keyword in node.keywords),
            "Popen": any(keyword.arg == "text" for keyword in node.keywords),
        }
        if wrong.get(name) and not any(keyword.arg == "encoding" for keyword in node.keywords):
            yield node.lineno


def programs(tree):
    """Yield the programs of other systems, and of shells, that a module starts."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from {"system", "popen"} & {getattr(node.func, "attr", "")}
            yield from {"shell"} & {keyword.arg for keyword in node.keywords}
        if isinstance(node, ast.List) and node.elts and isinstance(node.elts[0], ast.Constant):
            yield from {"python", "python3", "sh", "bash", "make"} & {node.elts[0].value}


def commands(page):
    """Return the lines of a document that are to be typed."""
    return re.findall(r"^ {4}(\S.*)$", page, re.MULTILINE)


def test_macos_and_windows_try_what_the_readme_says_on_each_python(template):
    job = workflow(template, "test")["jobs"]["project"]
    matrix, tried = job["strategy"]["matrix"], commands_of(job)
    readme = (template / PROJECT / "README.md").read_text(encoding="utf-8")
    rows = [row for row in matrix["include"] if "starter" in row]

    assert matrix["system"] == ["macos-15", "windows-2025"]
    assert {row["starter"] for row in rows} == {*matrix["starter"]} == {*STARTERS}
    assert {row["python"] for row in rows} == {"3.12", "3.13", "3.14"}
    assert {row["tour"] for row in rows} == {"yes", "no"}
    for line in commands(readme)[:2]:
        assert any(command.startswith(line.partition(" #")[0].strip()) for command in tried), line


def test_every_file_system_takes_the_names(names):
    parts = {part for path in names for part in path.parts}
    lowered = Counter(path.as_posix().casefold() for path in names)

    assert [part for part in parts if ILLEGAL.search(part)] == []
    assert [part for part in parts if part.partition(".")[0].upper() in DEVICES] == []
    assert [name for name, number in lowered.items() if number > 1] == []


def test_paths_are_short_enough_where_people_bake(names):
    project = f"{HOME}\\Documents\\{'x' * 50}\\"
    template = f"{HOME}\\.cookiecutters\\django-showcase\\"

    for path in names:
        assert len(template + str(path)) <= LONGEST, path
        if path.parts[0] == PROJECT:
            inside = str(path.relative_to(PROJECT))
            assert len(project + inside) + BYTECODE <= LONGEST, path


def test_git_keeps_no_links_and_two_programs():
    listed = run_program(TEMPLATE, "git", "ls-files", "--stage")
    modes = {line.partition("\t")[2]: line[:6] for line in listed.splitlines()}

    assert {*modes.values()} == {"100644", "100755"}
    assert {name for name, mode in modes.items() if mode == "100755"} == {
        ".ci/run",  # for Linux
        f"{PROJECT}/manage.py",  # as Django makes it; `uv run` does not need it
    }


@pytest.mark.parametrize("name", PAGES)
def test_commands_of_the_documents_suit_every_shell(template, name):
    """PowerShell 5 knows no `&&`, and loses ''; cmd takes '' as it is."""
    lines = commands((template / PROJECT / name).read_text(encoding="utf-8"))

    assert lines
    for line in lines:
        command, _, _ = line.partition(" #")
        assert command.split()[0] in PROGRAMS, line
        assert not re.search(r"&&|[;|<>$`'\\]|\"\"", command), line


@pytest.mark.parametrize(
    ("look", "sample"),
    [
        (unasked, "import fcntl\nos.fork()"),
        (unclear, "path.read_text()\nopen(path)"),
        (programs, "run(['bash'])\nos.system('ls')"),
    ],
)
def test_code_leans_on_no_system(code, look, sample):
    assert len([*look(ast.parse(sample))]) == 2
    assert {name: found for name, tree in code.items() if (found := [*look(tree)])} == {}


def test_no_path_begins_where_other_systems_have_nothing(code):
    for name, tree in code.items():
        texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
        roots = re.compile(r"/(tmp|dev|etc|proc|usr|var|bin|home)\b")

        assert [text for text in texts if isinstance(text, str) and roots.match(text)] == [], name


def test_hook_and_commands_print_any_language_into_a_pipe(template, out):
    bake = cookiecutter_command(template, out, "--no-input", **JAPANESE)
    project = out / "nihongo"

    run_program(out, *bake, HOME=str(out), USERPROFILE=str(out), **WESTERN)
    shown = run(project, "manage.py", "demo", "--no-serve", **WESTERN)
    run(project, "manage.py", "doctor", "--port", "0", **WESTERN)
    listed = run(project, "manage.py", "learn", "list", **WESTERN)

    assert "日本語 ☕" in shown
    assert "★" in listed


def test_lines_that_end_as_on_windows_bake_the_same_project(own_template, template, out):
    for path in filter(lambda path: path.is_file(), own_template.rglob("*")):
        text = path.read_bytes()
        if b"\0" not in text:
            path.write_bytes(text.replace(b"\n", b"\r\n"))

    for name, source in (("windows", own_template), ("linux", template)):
        (out / name).mkdir()
        done = cookiecutter(source, out / name, "--no-input", starter="shop", include_tour="no")
        assert done.returncode == 0, done.stderr

    first, second = (contents(out / name / "my_django_site") for name in ("windows", "linux"))
    assert unified(first) == unified(second)
    run(out / "windows" / "my_django_site", "manage.py", "check", "--fail-level", "WARNING")


def unified(files):
    """Return files by their path, with lines that end alike, and without those of this machine."""
    return {
        name: content and content.replace(b"\r\n", b"\n")
        for name, content in files.items()
        if name != ".env" and "__pycache__" not in name
    }


def test_git_on_windows_leaves_lines_as_they_are(bake):
    project = bake(starter="blog", include_tour=False)
    before = {name: text for name, text in contents(project).items() if text and name != ".env"}
    git = ["git", "-c", "core.autocrlf=true"]
    run_program(project, *git, "init")
    run_program(project, *git, "add", "--all")

    for name in before:
        (project / name).unlink()
    run_program(project, *git, "checkout", ".")

    assert {name: (project / name).read_bytes() for name in before} == before
