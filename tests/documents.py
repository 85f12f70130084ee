"""What a document asks its reader to type."""

import re
from itertools import pairwise

from markdown_it import MarkdownIt

from .commands import PROJECT, TEMPLATE

README = TEMPLATE / "README.md"
DOCUMENTS = [
    README,
    TEMPLATE / PROJECT / "README.md",
    *sorted((TEMPLATE / PROJECT / "docs").glob("*.md")),
    *sorted((TEMPLATE / PROJECT / "tour" / "docs").glob("*.md")),
]

# Blocks in other languages are no commands, nor is other code in a sentence.
SHELL = {"", "sh"}
PROGRAM = re.compile(r"uv (run \w|sync|lock)|(uvx|pip|python|cookiecutter) \w")


def commands(path):
    """Return the commands of a document, each with the heading above it."""
    found, heading = {}, ""
    tokens = MarkdownIt("commonmark").enable("table").parse(path.read_text(encoding="utf-8"))
    for before, token in pairwise(tokens):
        if before.type == "heading_open":
            heading = token.content
        elif token.type in {"code_block", "fence"} and token.info in SHELL:
            content = re.sub(r"\s*\\\n\s*", " ", token.content)  # one command on several lines
            lines = (re.sub(r"(^|\s+)# .*", "", line) for line in content.splitlines())
            found |= {line: found.get(line, heading) for line in filter(None, lines)}
        elif token.type == "inline":
            spans = [child.content for child in token.children if child.type == "code_inline"]
            found |= {line: found.get(line, heading) for line in spans if PROGRAM.match(line)}
    return found


BAKE_AND_SERVE, RUN_TESTS, *_ = commands(README)
