"""
The one list of what this project shows of Django, from the modules in `rows/`.

The map in README.md, `manage.py advantages` and the tests of this app read it. A row that
names a file, page or test that does not exist fails those tests.
"""

from importlib import import_module
from pkgutil import iter_modules

from . import rows
from .feature import ADVANTAGES

FEATURES = sorted(
    [
        feature
        for module in iter_modules(rows.__path__)
        for feature in import_module(f"{rows.__name__}.{module.name}").ROWS
    ],
    key=lambda feature: list(ADVANTAGES).index(feature.advantage),
)
