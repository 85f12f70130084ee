"""The map of advantages in README.md, written from the registry."""

import re
from pathlib import Path

from django.conf import settings
from django.utils.translation import override

from .registry import FEATURES

README = Path(settings.BASE_DIR, "README.md")
MAP = re.compile(r"(?<=<!-- map -->\n).*?(?=<!-- /map -->)", re.DOTALL)

HEAD = """\
| Advantage | In this project | Code | See | Docs | Prove |
| --- | --- | --- | --- | --- | --- |
"""


def table():
    """Return the map as a Markdown table, one row a feature."""
    with override(None):  # in English, whatever is spoken here
        return HEAD + "".join(row(feature) for feature in FEATURES)


def row(feature):
    """Return the row of one feature."""
    code = f"[`{feature.file}`]({feature.file}) `{feature.symbol}`"
    see = f"[{feature.see}](http://127.0.0.1:8000{feature.see})" if stays(feature) else "–"
    docs = f"[{feature.docs or 'contents'}]({feature.docs_url})"
    prove = f"`uv run pytest -m= {' '.join(feature.proofs)}`"
    cells = [f"**{feature.title}**", str(feature.feature), code, see, docs, prove]
    return f"| {' | '.join(cells)} |\n"


def stays(feature):
    """Return whether the page of a feature is there as long as its row is, without the tour too."""
    return feature.file.startswith("tour/") or not feature.see.startswith("/tour/")


def has_map():
    """Return whether README.md has a place for the map."""
    return README.is_file() and bool(MAP.search(README.read_text(encoding="utf-8")))


def write():
    """Replace the map in README.md."""
    text = README.read_text(encoding="utf-8")
    README.write_text(MAP.sub(lambda _: table(), text), encoding="utf-8", newline="\n")
