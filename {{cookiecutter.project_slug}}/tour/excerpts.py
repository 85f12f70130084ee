"""Code of this project, read from its files when a page is shown."""

import ast
from functools import cached_property, lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.safestring import mark_safe

from .places import Place


class Excerpt:
    """
    The definition of a name in a file, `file::name`; a whole file, where there is no name.

    The name is that of a class, function or constant, or of a member, as in `Post.publish`.
    """

    def __init__(self, code):
        self.code = code
        self.file, _, self.symbol = code.partition("::")

    @cached_property
    def text(self):
        """Return the whole file."""
        return Path(settings.BASE_DIR, self.file).read_text(encoding="utf-8")

    @cached_property
    def span(self):
        """Return the first and the last line; LookupError where the file lacks the name."""
        lines = self.text.splitlines()
        if not self.symbol:
            return 1, len(lines)
        if self.file.endswith(".py"):
            node = find(ast.parse(self.text), self.symbol.split("."))
            decorators = getattr(node, "decorator_list", [])
            return min([node.lineno, *(item.lineno for item in decorators)]), node.end_lineno
        numbers = [number for number, line in enumerate(lines, 1) if line.startswith(self.symbol)]
        if not numbers:
            raise LookupError(f"{self.file} has no line that starts with {self.symbol}")
        end = next((n for n in range(numbers[0], len(lines)) if lines[n] in "]})"), numbers[0] - 1)
        return numbers[0], end + 1

    @property
    def line(self):
        """Return the number of the first line."""
        return self.span[0]

    @property
    def source(self):
        """Return the lines of the definition as text."""
        first, last = self.span
        return "\n".join(self.text.splitlines()[first - 1 : last])

    @property
    def html(self):
        """Return the definition with a class on every token, for the colours of tour.css."""
        return coloured(self.source, self.file)

    @property
    def place(self):
        """Return the first line as a Place."""
        return Place(Path(settings.BASE_DIR, self.file), self.line)


def find(tree, names):
    """Return the syntax tree of the definition that a list of nested names leads to."""
    for node in tree.body:
        targets = getattr(node, "targets", [getattr(node, "target", node)])
        if names[0] in {getattr(item, "name", getattr(item, "id", None)) for item in targets}:
            return find(node, names[1:]) if names[1:] else node
    raise LookupError(f"nothing is called {names[0]}")


@lru_cache(1000)  # The same text has the same colours.
def coloured(source, file="code.py"):
    """Return source code as HTML; the name of the file says which language it is."""
    # Only pages of the tour need it: the site starts without.
    from pygments import formatters, highlight, lexers, util  # type: ignore[import-untyped]

    try:
        lexer = lexers.get_lexer_for_filename(file)
    except util.ClassNotFound:
        lexer = lexers.PythonLexer() if file.endswith(".py") else lexers.TextLexer()
    return mark_safe(highlight(source, lexer, formatters.HtmlFormatter(nowrap=True)))  # noqa: S308  # escaped by Pygments
