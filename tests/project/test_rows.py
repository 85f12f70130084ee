"""The rows that the benchmarks generate are those that the site itself could have saved."""

import json

from tests.commands import DEVELOPMENT, TEMPLATE, run

FILL = """
import json
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from rows import fill_all

call_command("migrate", verbosity=0)
added = [fill_all(number) for number in (60, 150, 150)]
connection.check_constraints()
models = [model for label in added[0] for model in apps.get_app_config(label).get_models()]
for model in models:
    for row in model.objects.all()[:25]:
        row.full_clean()
print(json.dumps(added))
"""


def test_rows_are_valid_and_added_once(unrendered, tmp_path):
    url = f"sqlite:///{tmp_path}/rows.sqlite3"
    shell = ["manage.py", "shell", "--no-imports", "-c", FILL]

    printed = run(
        unrendered,
        *shell,
        DATABASE_URL=url,
        PYTHONPATH=str(TEMPLATE / "benchmarks"),
        **DEVELOPMENT,
    )

    assert json.loads(printed) == [
        {"blog": 20, "shop": 20, "social": 20},
        {"blog": 30, "shop": 30, "social": 30},
        {"blog": 0, "shop": 0, "social": 0},
    ]
