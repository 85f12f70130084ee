"""The part of a model from which other things follow: its fields and its Meta."""

import ast
from typing import Any

from django.db.migrations.writer import MigrationWriter


def declaration(source):
    """Return a class without its methods, docstrings, comments and blank lines."""
    left_out: set[int] = set()
    nodes: Any = ast.walk(ast.parse(source))
    for node in nodes:
        if isinstance(node, ast.FunctionDef) or is_docstring(node):
            first = min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", []))])
            left_out |= set(range(first, node.end_lineno + 1))
    lines = enumerate(source.splitlines(), 1)
    kept = [line for number, line in lines if number not in left_out]
    return "\n".join(line for line in kept if line.strip() and line.strip()[0] != "#")


def is_docstring(node):
    """Return whether a statement is a text and nothing else."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def with_line(source, model, name, field):
    """Return the source of a model with one more field, below the others."""
    names = {item.name for item in model._meta.get_fields()}
    tree: Any = ast.parse(source).body[0]
    assigned = [node for node in tree.body if isinstance(node, ast.Assign)]
    fields = [node for node in assigned if getattr(node.targets[0], "id", "") in names]
    lines = source.splitlines()
    lines.insert(fields[-1].end_lineno or 0, f"    {name} = {MigrationWriter.serialize(field)[0]}")
    return "\n".join(lines)
