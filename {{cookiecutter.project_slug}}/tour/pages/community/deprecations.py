"""
Look for what a later version of Django, of Python or of a package will not know any more.

`python -m tour.pages.community.deprecations DIRECTORY` imports all modules below a directory, runs
the checks of the site, and prints what they warn about. The page runs it in a process of its own:
in this one, the modules are imported already, and warn no more.
"""

import json
import subprocess
import sys
import warnings
from importlib import import_module
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command

from tour.proofs import TIMEOUT_SECONDS
from tour.sources import LEARNING


def look(project):
    """
    Return how many modules were imported, and the deprecations in them.

    These are (file, line, kind, message), in the order of the files. TimeoutExpired after five
    minutes.
    """
    command = [sys.executable, "-m", __name__, str(project)]
    child = subprocess.run(  # noqa: S603
        command,
        cwd=settings.BASE_DIR,
        capture_output=True,
        check=True,
        encoding="utf-8",
        timeout=TIMEOUT_SECONDS,
    )
    return json.loads(child.stdout.splitlines()[-1])


def sources(project):
    """Return the Python files of a project, without tests, lessons and this tour."""
    packages = [path.parent for path in project.glob("*/__init__.py")]
    packages = [path for path in packages if path.name not in LEARNING | {"tests"}]
    paths = [*project.glob("*.py"), *(path for one in packages for path in one.rglob("*.py"))]
    found = {path: {path.stem, *path.relative_to(project).parts} for path in paths}
    return sorted(path for path in paths if not {"tests", "conftest"} & found[path])


def module_name(path, project):
    """Return the name under which Python imports a file."""
    return ".".join(path.relative_to(project).with_suffix("").parts).removesuffix(".__init__")


def warned(project):
    """Return what the modules of a project and its checks warn about, as `look()` does."""
    imported = 0
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        django.setup()
        for path in sources(project):
            try:
                import_module(module_name(path, project))
            except ImportError:
                continue  # It needs a package that is not installed here.
            imported += 1
        call_command("check", stdout=sys.stderr)
    return imported, sorted(set(deprecations(caught, project)))


def deprecations(caught, project):
    """Yield the warnings that announce an end, if they are about a file of the project."""
    own = {str(path): path.relative_to(project).as_posix() for path in sources(project)}
    for warning in caught:
        ends = issubclass(warning.category, DeprecationWarning | PendingDeprecationWarning)
        if ends and warning.filename in own:
            kind = warning.category.__name__
            yield own[warning.filename], warning.lineno, kind, str(warning.message)


if __name__ == "__main__":
    directory = Path(sys.argv[1]).resolve()
    sys.path.insert(0, str(directory))
    print(json.dumps(warned(directory)))
