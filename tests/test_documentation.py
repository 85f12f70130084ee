"""The links to Django's manual lead to pages that exist in the version that is installed."""

import json
import re
import sys
import tarfile

import django
import pytest

from .commands import DEVELOPMENT, run, run_program

DOCS = "https://docs.djangoproject.com/en/6.1/"
LIST_FEATURES = (
    "import json; from tour.features import FEATURES; print(json.dumps([f.docs for f in FEATURES]))"
)


@pytest.fixture(scope="module")
def manual(tmp_path_factory):
    """Return the pages in the docs of Django's source distribution, such as `topics/http/urls`."""
    directory = tmp_path_factory.mktemp("django")
    source = ["--no-deps", "--no-binary=:all:", f"django=={django.__version__}"]
    run_program(directory, "uvx", "--python", sys.executable, "pip", "download", *source)
    with tarfile.open(next(directory.glob("*.tar.gz"))) as archive:
        names = [name.partition("/docs/")[2] for name in archive.getnames()]
    return {name.removesuffix(".txt").removesuffix("index").strip("/") for name in names if name}


@pytest.mark.stranger
def test_docs_pages_of_the_registry_exist(unrendered, manual):
    output = run(
        unrendered, "manage.py", "shell", "--no-imports", "-c", LIST_FEATURES, **DEVELOPMENT
    )

    for page in json.loads(output):
        assert page.strip("/") in manual


@pytest.mark.stranger
def test_docs_pages_named_in_files_exist(unrendered, manual):
    links = set()
    for path in [*unrendered.rglob("*.py"), *unrendered.rglob("*.html"), unrendered / "README.md"]:
        text = path.read_text(encoding="utf-8")
        links |= set(re.findall(rf"{re.escape(DOCS)}([\w/.-]*)", text))

    assert links
    for page in links:
        assert page.strip("/") in manual
