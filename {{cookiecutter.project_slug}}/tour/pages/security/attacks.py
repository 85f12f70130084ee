"""The attacks in tour/tests/attacks/, as their modules describe them."""

import ast
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from tour.excerpts import Excerpt, coloured, find
from tour.places import PACKAGES, Place

DIRECTORY = Path(settings.BASE_DIR, "tour/tests/attacks")

# What attacks are made of. One that is new, and not here, comes last.
KINDS = {
    _("People and passwords"): [
        "brute_force",
        "enumeration",
        "timing",
        "session_fixation",
        "token_reuse",
        "stolen_session",
        "signed_value",
    ],
    _("Requests"): [
        "csrf",
        "api_csrf",
        "writing_by_reading",
        "clickjacking",
        "host_header",
        "open_redirect",
        "header_injection",
        "header_confusion",
        "eavesdropping",
        "oversized_form",
        "output_growth",
    ],
    _("Content"): [
        "stored_xss",
        "reflected_xss",
        "script_injection",
        "template_injection",
        "mail_injection",
        "csv_formula",
        "mail_relay",
    ],
    _("Files"): ["upload_polyglot", "decompression_bomb", "path_traversal"],
    _("Data"): [
        "sql_injection",
        "mass_assignment",
        "idor",
        "cache_deception",
        "cache_poisoning",
        "cache_pickle",
        "shared_token",
    ],
}


@dataclass(frozen=True)
class Attack:
    """One module of tour/tests/attacks/; `test_csrf.py` has the key `csrf`."""

    key: str

    @property
    def file(self):
        """Return the module, which is also the pytest node id of all its tests."""
        return f"tour/tests/attacks/test_{self.key}.py"

    @cached_property
    def tree(self):
        """Return the syntax tree: the module itself needs packages that a server lacks."""
        return ast.parse(Path(settings.BASE_DIR, self.file).read_text(encoding="utf-8"))

    @cached_property
    def said(self):
        """Return name, sentence, explanation and documentation from the docstring."""
        head, _, rest = (ast.get_docstring(self.tree) or "").partition("\n\n")
        name, _, sentence = head.partition(": ")
        why, _, docs = rest.rpartition("\n")
        return {"name": name, "sentence": sentence, "why": why, "docs": docs}

    @cached_property
    def protection(self):
        """Return the place of what stops the attack."""
        file, _, text = ast.literal_eval(find(self.tree, ["PROTECTION"]).value).partition(": ")
        return Protection(file, text)

    @cached_property
    def excerpt(self):
        """Return what the attacker does."""
        return Excerpt(f"{self.file}::attack")


@dataclass(frozen=True)
class Protection:
    """A text in a file of the project, or of an installed package."""

    file: str
    text: str

    @property
    def path(self):
        """Return where the file is on this machine."""
        own = Path(settings.BASE_DIR, self.file)
        return own if own.is_file() else PACKAGES / self.file

    @cached_property
    def found(self):
        """Return number and content of the first line that has the text."""
        lines = enumerate(self.path.read_text(encoding="utf-8").splitlines(), 1)
        return next((number, line.strip()) for number, line in lines if self.text in line)

    @property
    def line(self):
        """Return the number of the line."""
        return self.found[0]

    @property
    def html(self):
        """Return the line, coloured."""
        return coloured(self.found[1], self.file)

    @property
    def place(self):
        """Return the line as a Place."""
        return Place(self.path, self.line)


def attacks():
    """Return a dictionary: each kind to its attacks; all modules are among them."""
    keys = {path.stem.removeprefix("test_") for path in DIRECTORY.glob("test_*.py")}
    known = {key for kind in KINDS.values() for key in kind}
    kinds = KINDS | {_("Others"): sorted(keys - known)}
    found = {kind: [Attack(key) for key in names if key in keys] for kind, names in kinds.items()}
    return {kind: group for kind, group in found.items() if group}
