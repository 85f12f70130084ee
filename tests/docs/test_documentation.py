"""The links to Django's manual lead to pages that exist in the version that is installed."""

import re
import sys
import tarfile

import django
import pytest

from tests.commands import listed, run_program

DOCS = "https://docs.djangoproject.com/en/6.1/"
LIST_PAGES = """
import json
from tour.registry import FEATURES
from tour.pages.community.novelties import NOVELTIES
from tour.pages.community.releases import RELEASES
print(json.dumps([item.docs for item in [*FEATURES, *NOVELTIES, *RELEASES]]))
"""
LIST_RELEASES = """
import json
from tour.pages.community.novelties import NOVELTIES
from tour.pages.community.releases import RELEASES
said = {r.docs: [f"{r.day:%B} {r.day.day}, {r.day.year}"] for r in RELEASES}
for item in NOVELTIES:
    said[f"releases/{item.version}/"].append(item.note or item.mark)
print(json.dumps(said))
"""


@pytest.fixture(scope="module")
def manual(tmp_path_factory):
    """Return the docs in Django's source distribution: `topics/http/urls` to the text of it."""
    directory = tmp_path_factory.mktemp("django")
    source = ["--no-deps", "--no-binary=:all:", f"django=={django.__version__}"]
    run_program(directory, "uvx", "--python", sys.executable, "pip", "download", *source)
    with tarfile.open(next(directory.glob("*.tar.gz"))) as archive:
        pages = [member for member in archive if "/docs/" in member.name and member.isfile()]
        return {page_name(member.name): archive.extractfile(member).read() for member in pages}


def page_name(path):
    """Return how the manual calls a file of the source distribution."""
    return path.partition("/docs/")[2].removesuffix(".txt").removesuffix("index").strip("/")


@pytest.mark.stranger
def test_docs_pages_of_the_registry_exist(unrendered, manual):
    for page in listed(unrendered, LIST_PAGES):
        assert page.strip("/") in manual


@pytest.mark.stranger
def test_release_notes_tell_the_days_and_the_features_of_the_timeline(unrendered, manual):
    for page, words in listed(unrendered, LIST_RELEASES).items():
        notes = manual[page.strip("/")].decode()
        # The notes of the first one tell no day.
        for word in words[1:] if page == "releases/1.0/" else words:
            assert word in notes, page


@pytest.mark.stranger
def test_docs_pages_named_in_files_exist(unrendered, manual):
    links = set()
    for path in [*unrendered.rglob("*.py"), *unrendered.rglob("*.html"), unrendered / "README.md"]:
        text = path.read_text(encoding="utf-8")
        links |= set(re.findall(rf"{re.escape(DOCS)}([\w/.-]*\b|)", text))  # no full stop

    assert links
    for page in links:
        assert page.strip("/") in manual
