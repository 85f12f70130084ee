"""Django's commands for migrations work on those of this project."""

import pytest
from django.apps import apps
from django.conf import settings

from .copies import Copy

APPS = [app.label for app in apps.get_app_configs() if app.path.startswith(str(settings.BASE_DIR))]


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    return Copy(tmp_path_factory.mktemp("squashed") / "project")


@pytest.mark.slow
def test_migrations_can_be_squashed_and_the_squashed_ones_migrate(copy):
    files = {app: sorted((copy.path / app / "migrations").glob("0*.py")) for app in APPS}
    last = [(app, paths[-1].stem) for app, paths in files.items() if paths]
    squash = (
        "from django.core.management import call_command\n"
        f"for name in {last}: call_command('squashmigrations', *name, interactive=False)"
    )

    for command in (["shell", "--no-imports", "-c", squash], ["migrate"]):
        done = copy.run("manage.py", *command)
        assert done.returncode == 0, done.stdout + done.stderr

    assert "accounts" in dict(last)
    assert all(f"Applying {app}.0001_squashed" in done.stdout for app, _ in last)
