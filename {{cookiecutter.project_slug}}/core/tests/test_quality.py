"""Each check finds its kind of mistake, and says what to type."""

import pytest
from django.core.management import call_command

from core.tests.copies import Copy

ALL_BUT_TYPES = ["lint", "format", "templates", "settings", "migrations"]
FIX = "Type: uv run manage.py quality --fix"


@pytest.mark.slow
def test_each_check_finds_its_mistake_and_fix_mends_what_it_can(tmp_path):
    copy = Copy(tmp_path / "site")
    copy.change("core/views.py", "\n", "\nimport os\n")
    copy.change("core/health.py", " = ", "  = ")
    copy.change("core/templates/base.html", "{% block head %}", "{%  block head %}")
    copy.change("core/urls.py", '"robots.txt"', '"/robots.txt"')
    copy.change("accounts/models.py", "max_length=", "max_length=9 + ")

    found = copy.run("manage.py", "quality", *ALL_BUT_TYPES)
    mended = copy.run("manage.py", "quality", "--fix", *ALL_BUT_TYPES)

    assert found.returncode == mended.returncode == 1
    assert found.stdout.startswith(
        f"""\
fail lint        {FIX}; then change what is left.
fail format      {FIX}
fail templates   {FIX}
fail settings    Do what is said below.
fail migrations  Type: uv run manage.py makemigrations

lint:
"""
    )
    for place in ["core/views.py:2:8", "core/health.py", "core/templates/base.html", "urls.W002"]:
        assert place in found.stdout
    assert mended.stdout.startswith(
        """\
ok   lint
ok   format
ok   templates
fail settings    Do what is said below.
fail migrations  Type: uv run manage.py makemigrations
"""
    )


def test_types_are_checked(settings, tmp_path, capsys):
    pytest.importorskip("mypy", reason="uv run --group types pytest")
    settings.BASE_DIR = tmp_path
    (tmp_path / "prices.py").write_text('number: int = "one"\n')

    with pytest.raises(SystemExit):
        call_command("quality", "types")

    assert capsys.readouterr().out.startswith(
        """\
fail types       Change the lines that are named below.

types:
prices.py:1: error: Incompatible types in assignment"""
    )
