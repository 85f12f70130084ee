"""The files with translations are those that Django would write today."""

import pytest

from .commands import DEVELOPMENT, run
from .serving import program


@pytest.fixture
def gettext():
    """Need the programs of GNU gettext."""
    return [program(name) for name in ("xgettext", "msguniq", "msgmerge", "msgattrib")]


def test_collecting_strings_changes_nothing(unrendered, gettext):
    catalogs = {path: path.read_bytes() for path in unrendered.glob("*/locale/de/*/*.po")}
    apps = {path.relative_to(unrendered).parts[0] for path in catalogs}

    run(unrendered, "manage.py", "makemessages", "--locale", "de", **DEVELOPMENT)

    assert {"accounts", "blog", "core", "lessons", "shop", "social", "tour"} <= apps
    assert {path: path.read_bytes() for path in unrendered.rglob("*.po")} == catalogs
