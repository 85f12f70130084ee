"""Two texts compared line by line, in colour."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.safestring import mark_safe

from tour.excerpts import coloured


@dataclass(frozen=True)
class Line:
    """A line of code as HTML, with its mark: "+" if it is new, "-" if it is gone."""

    html: str
    mark: str = ""


def plain(text, file="code.py"):
    """Return the lines of a text; the name of the file says which language it is."""
    lines = coloured(text, file).splitlines()
    return [Line(mark_safe(html)) for html in lines]  # noqa: S308  # escaped by Pygments


def compared(before, after, file="code.py", context=3):
    """Return the lines that differ, with some around them; a Line with "…" stands for others."""
    old, new = plain(before, file), plain(after, file)
    matcher = SequenceMatcher(None, before.splitlines(), after.splitlines(), autojunk=False)
    found, last = [], 0
    for group in matcher.get_grouped_opcodes(context):
        if group[0][3] > last:
            found.append(Line("", "…"))
        for kind, old_start, old_end, start, end in group:
            if kind != "equal":
                found += [Line(line.html, "-") for line in old[old_start:old_end]]
            found += [Line(item.html, "" if kind == "equal" else "+") for item in new[start:end]]
        last = group[-1][4]
    return [*found, Line("", "…")] if last < len(new) else found
