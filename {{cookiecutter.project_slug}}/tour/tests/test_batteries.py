from pathlib import Path

import pytest
from django.conf import settings as site_settings
from django.urls import reverse
from django.utils.html import escape
from pytest_django.asserts import assertContains, assertNotContains

from tour.pages.batteries.groups import Battery
from tour.pages.batteries.inventory import GROUPS, battery_of, inventory
from tour.pages.batteries.live import moments, page_of, refused, signed
from tour.pages.batteries.uses import all_uses, names_in_code, names_in_template, own_files, uses_in
from tour.rows import DOCS

pytestmark = pytest.mark.django_db

PATH = reverse("tour:batteries")
ALL = [battery for _title, group in GROUPS for battery in group]
ROWS = [row for _title, group in inventory() for row in group]

each_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row.battery.name))


def test_everything_of_django_that_the_project_uses_belongs_to_a_row():
    strangers = {use.name for use in all_uses() if battery_of(use.name) is None}

    assert strangers == set()


@pytest.mark.parametrize("setting", ["INSTALLED_APPS", "MIDDLEWARE"])
def test_every_part_of_django_in_the_settings_has_a_row(setting):
    shown = {row.battery for row in ROWS}

    for name in getattr(site_settings, setting):
        if name.startswith("django."):
            assert battery_of(name) in shown, name


@each_row
def test_row_has_uses_in_lines_that_exist(row):
    assert row.uses
    for use in row.uses:
        lines = Path(site_settings.BASE_DIR, use.file).read_text(encoding="utf-8").splitlines()
        assert use.name.rpartition(".")[2] in lines[use.line - 1], use


def test_neither_tests_nor_the_tour_count_as_uses():
    files = [file.relative_to(site_settings.BASE_DIR) for file in own_files()]

    assert {"accounts", "config", "core"} <= {file.parts[0] for file in files}
    for file in files:
        assert not {"tests", "migrations", "tour"} & set(file.parts)


def test_editor_is_offered_in_development_only(client, admin_client, settings):
    use = ROWS[0].uses[0]
    assertNotContains(admin_client.get(PATH), use.place.editor_url)

    settings.DEBUG = True

    assertContains(client.get(PATH), use.place.editor_url)


def test_module_belongs_to_one_row():
    modules = [module for battery in ALL for module in battery.modules]

    assert len(modules) == len(set(modules))


def test_longest_module_decides():
    assert battery_of("django.contrib.auth.hashers.make_password").name == "Password hashes"
    assert battery_of("django.contrib.auth.models.Group").name == "Accounts and permissions"
    assert battery_of("django.contrib.gis") is None


@pytest.mark.parametrize("battery", ALL, ids=lambda battery: str(battery.name))
def test_row_links_to_the_manual_of_this_version(battery):
    assert battery.docs.startswith(DOCS)
    assert battery.docs.endswith("/")


@each_row
def test_row_that_can_be_opened_opens(client, row):
    if row.battery.url:
        assert client.get(row.battery.url).status_code in {200, 302}


def test_what_cannot_be_opened_here_has_no_link():
    given = {"name": "", "what": "", "modules": (), "docs": "", "elsewhere": ""}

    assert Battery(**given, see="home").url == "/"
    assert Battery(**given, see="nothing:here").url == ""
    assert Battery(**given).url == ""


def test_page_shows_every_row_with_its_first_use_and_counts_them(client, settings):
    settings.DEBUG = True

    response = client.get(PATH)

    for row in ROWS:
        assertContains(response, f"<h4>{escape(row.battery.name)}</h4>")
        assertContains(response, escape(row.battery.elsewhere))
        assertContains(response, row.battery.docs)
        assertContains(response, f"{row.uses[0].file}:{row.uses[0].line}</a>")
    assert len(response.context["rows"]) == len(ROWS)
    assert response.context["places"] == len(all_uses())


def test_file_that_changes_is_read_again(tmp_path, settings):
    settings.BASE_DIR = tmp_path
    file = tmp_path / "x.py"
    file.write_text("import os\n", encoding="utf-8")
    before = uses_in(file, 1)

    file.write_text("import os\nfrom django.db import models\n", encoding="utf-8")

    assert before == []
    assert [(use.name, use.line) for use in uses_in(file, 2)] == [("django.db.models", 2)]


def test_names_are_those_of_imports_and_texts():
    code = "import a.b\nfrom c import (\n    d,\n    e as f,\n)\nx = 'django.g'\n"

    assert sorted(names_in_code(code)) == [("a.b", 1), ("c.d", 3), ("c.e", 4), ("django.g", 6)]


def test_names_in_a_template_are_the_modules_of_its_tags():
    assert names_in_template("\n{% load static nothing %}") == [
        ("django.templatetags.static", 2),
        ("", 2),
    ]


def test_signed_value_that_is_altered_is_refused():
    shown = signed()

    assert shown["value"].startswith("price=90:")
    assert shown["forged"].startswith("price=10:")
    assert "does not match" in str(shown["refusal"])


def test_moment_is_read_in_another_way_at_each_place():
    found = moments()

    assert len({text for _language, _zone, text in found}) == len(found)


def test_password_that_is_common_is_refused_and_a_long_one_is_not():
    assert "This password is too common." in refused("password1")
    assert refused("correct-horse-battery") == []


@pytest.mark.parametrize(("number", "shown"), [("2", 2), ("x", 1), ("99", 3), (None, 1)])
def test_page_of_a_list_takes_any_number(number, shown):
    assert page_of(range(12), number).number == shown


def test_page_number_stands_in_the_address(client, settings):
    settings.DEBUG = True

    assert client.get(PATH, {"page": "2"}).context["page"].number == 2
    assert client.get(PATH, {"page": "<b>"}).context["page"].number == 1
