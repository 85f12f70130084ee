"""Views are as short as AGENTS.md asks."""

import inspect
import sys

from tests.routes import own_patterns


def test_no_view_is_longer_than_15_lines():
    modules = {sys.modules[view.__module__] for _, view in own_patterns()}
    functions = [function for module in modules for function in functions_of(module)]

    assert functions
    for function in functions:
        lines = inspect.getsourcelines(function)[0]
        assert len([line for line in lines if not line.lstrip().startswith("@")]) <= 15, function


def functions_of(module):
    """Yield the functions that a module defines, and the methods of its classes."""
    own = [item for item in vars(module).values() if inspect.getmodule(item) is module]
    yield from filter(inspect.isfunction, own)
    for view_class in filter(inspect.isclass, own):
        methods = filter(inspect.isfunction, vars(view_class).values())
        yield from (item for item in methods if item.__code__.co_filename == module.__file__)
