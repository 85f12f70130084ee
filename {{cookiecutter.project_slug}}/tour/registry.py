"""
The one list of what this project shows of Django, from the modules in `rows/`.

The map in README.md, `manage.py advantages` and the tests of this app read it. A row that
names a file, page or test that does not exist fails those tests.
"""

from . import rows

FEATURES = sorted(
    [feature for module in rows.modules() for feature in module.ROWS],
    key=lambda feature: list(rows.ADVANTAGES).index(feature.advantage),
)

# The advantages that have a page: some are shown only by apps with pages, which may be absent.
SHOWN = {feature.advantage: feature.title for feature in FEATURES}
