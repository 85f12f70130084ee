"""
Take the tour out of a project, as if it had never been there.

The command remove_tour and the template use this, so it needs the standard library only.
"""

import re
import shutil

# Outside its directory, these files speak of the tour, in the lines that match as a whole.
LINES = {
    "README.md": r"\| `tour/` \|.*|.*`uv run manage\.py advantages --prove`.*\n",
    "config/settings.py": r'    "tour",',
    "config/urls.py": r'    path\("tour/", .*',
    "pyproject.toml": r'  "tour",|  "pygments>=.*|tour = \[\n(?:  .*\n)+\]',
    "tests/test_code.py": r'    "tour/\w+\.py": .*',
}


def edits(project):
    """Return a dictionary: each file that speaks of the tour, to its text without that."""
    found = {}
    for name, pattern in LINES.items():
        text = (project / name).read_text(encoding="utf-8")
        without = re.sub(rf"(?m)^(?:{pattern})\n", "", text)
        if without != text:
            found[project / name] = without
    return found


def remove(project):
    """Delete the directory of the tour, and all that other files say about it."""
    for path, text in edits(project).items():
        path.write_text(text, encoding="utf-8", newline="\n")
    shutil.rmtree(project / "tour")
