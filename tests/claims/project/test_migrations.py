"""Django's commands for migrations work on those of this project."""

import pytest
from django.apps import apps
from django.conf import settings

from .copies import Copy

APPS = [app.label for app in apps.get_app_configs() if app.path.startswith(str(settings.BASE_DIR))]


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    return Copy(tmp_path_factory.mktemp("squashed") / "project")


def test_migrations_can_be_squashed_and_the_squashed_ones_migrate(copy):
    squashed = []
    for app in APPS:
        last = max(
            [path.stem for path in (copy.path / app / "migrations").glob("0*.py")], default=""
        )
        if last:
            done = copy.run("manage.py", "squashmigrations", "--no-input", app, last[:4])
            assert done.returncode == 0, done.stdout + done.stderr
            squashed.append(app)

    assert "accounts" in squashed
    done = copy.run("manage.py", "migrate", "--plan")
    assert done.returncode == 0, done.stdout + done.stderr
    assert all(f"{app}.0001_squashed" in done.stdout for app in squashed)
    assert copy.run("manage.py", "migrate").returncode == 0
