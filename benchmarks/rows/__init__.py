"""
Fill the tables of a project with a great many generated rows.

    PYTHONPATH=path/of/the/template/benchmarks uv run python -m rows 10000

in the directory of a project. What is there already counts, so a second run adds what is missing:
after an interruption the rest, otherwise nothing.
"""

from importlib import import_module

from django.apps import apps


def fill_all(number, seed=1):
    """Divide the rows among the starters of the project; return how many each of them got."""
    labels = [label for label in ("blog", "shop", "social") if apps.is_installed(label)]
    shares = [(number + rest) // len(labels) for rest in reversed(range(len(labels)))]
    return {
        label: import_module(f"rows.{label}").fill(share, seed)
        for label, share in zip(labels, shares, strict=True)
    }
