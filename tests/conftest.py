"""Fixtures that copy the template and bake it."""

import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest
from cookiecutter.main import cookiecutter as generate
from hypothesis import HealthCheck, settings

from .commands import PROJECT, TEMPLATE
from .serving import prepare

# Examples take longer on a busy machine, and may share a directory.
settings.register_profile(
    "template",
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
settings.load_profile("template")


def copy_template(target):
    """Copy what git has or would add: caches and databases would end up in every project."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=TEMPLATE,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (TEMPLATE / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(TEMPLATE / name, target / name)
    return target


@pytest.fixture(scope="session")
def template(tmp_path_factory):
    """Return a clean copy of the template, which tests only read."""
    return copy_template(tmp_path_factory.mktemp("template") / "template")


@pytest.fixture
def own_template(template, tmp_path):
    """Return a clean copy of the template, which the test may change."""
    return shutil.copytree(template, tmp_path / "home" / "template")


@pytest.fixture
def unrendered(own_template):
    """Return the project as it is in the template, before Cookiecutter renders it."""
    return own_template / PROJECT


@pytest.fixture
def bake(cookies, template):
    """Return a function that makes a project from answers, and returns its path."""

    def bake_project(**answers):
        result = cookies.bake(extra_context=answers, template=str(template))
        if result.exception:
            raise result.exception
        return result.project_path

    return bake_project


@pytest.fixture(scope="session")
def baked(template, tmp_path_factory):
    """Return a function that makes a project from answers, once, which tests only read."""

    @cache
    def bake_project(**answers):
        out = tmp_path_factory.mktemp("baked")
        return Path(generate(str(template), no_input=True, extra_context=answers, output_dir=out))

    return bake_project


@pytest.fixture(scope="session")
def prepared(baked, tmp_path_factory):
    """Return a function that returns a project with demo data, which its tests may change."""

    @cache
    def original():
        project = tmp_path_factory.mktemp("prepared") / "my_django_site"
        return prepare(shutil.copytree(baked(), project))

    def copy():
        return shutil.copytree(original(), tmp_path_factory.mktemp("site") / "my_django_site")

    return copy


@pytest.fixture
def out(tmp_path):
    """Return a directory that holds only the directory to bake into, to see what escapes."""
    path = tmp_path / "around" / "out"
    path.mkdir(parents=True)
    return path
