from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import django
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from accounts.models import User
from core.demo import load_all
from tour import readme
from tour.pages.versatility.formats import examples
from tour.proofs import passed, prove
from tour.registry import FEATURES, SHOWN
from tour.rows import ADVANTAGES, DOCS

each_feature = pytest.mark.parametrize("feature", FEATURES, ids=lambda feature: feature.code)


@each_feature
def test_code_exists(feature):
    assert feature.line


@pytest.mark.django_db
def test_every_page_answers_with_the_demo_data(client, admin_client, settings):
    settings.DEBUG = True
    load_all()

    for feature in FEATURES:
        visitor = admin_client if feature.see.startswith("/admin/") else client
        assert visitor.get(feature.see).status_code == 200, feature.see


def test_every_advantage_has_a_row():
    shown_by_apps = {"rapid", "versatility"}

    assert {*SHOWN, *shown_by_apps} == set(ADVANTAGES)
    assert shown_by_apps <= set(SHOWN) or not examples()


def test_manual_is_that_of_the_installed_version():
    assert DOCS.endswith(f"/{django.VERSION[0]}.{django.VERSION[1]}/")


@each_feature
def test_proofs_are_tests(feature):
    assert feature.proofs
    for proof in feature.proofs:
        file, _, name = proof.partition("::")
        path = Path(settings.BASE_DIR, file)
        files = list(path.glob("test_*.py")) if path.is_dir() else [path]
        assert files
        for file in files:
            assert f"def {name or 'test_'}" in file.read_text(encoding="utf-8")


@pytest.mark.skipif(not readme.has_map(), reason="The README is the owner's.")
def test_readme_has_the_map_of_the_registry():
    text = readme.README.read_text(encoding="utf-8")

    assert readme.MAP.search(text)[0] == readme.table()


def test_rows_of_the_readme_that_outlive_the_tour_do_not_lead_there():
    for row in readme.table().splitlines():
        assert "/tour/" not in row or "`tour/" in row


def test_rows_lead_to_a_page_that_shows_something():
    assert "/" not in {feature.see for feature in FEATURES}


def test_command_lists_every_feature(capsys):
    call_command("advantages")

    output = capsys.readouterr().out
    for feature in FEATURES:
        assert str(feature.feature) in output
        assert f"{feature.file}:{feature.line}" in output


@pytest.mark.slow
def test_proof_that_passes_is_a_pass():
    claim = replace(FEATURES[0], proofs=("core/tests/test_images.py",))

    assert prove([claim]) == {claim: True}


@pytest.mark.slow
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_proof_leaves_the_database_of_tests_that_run_meanwhile_alone():
    claim = replace(FEATURES[0], proofs=("accounts/tests/test_models.py",))

    assert prove([claim]) == {claim: True}

    connection.close()
    assert not User.objects.exists()  # The table is still there.


@pytest.mark.parametrize(
    "report",
    [
        "<x />",
        '<x><testcase classname="a.tests" name="test_b" /></x>',
        '<x><testcase classname="a.tests" name="test_a"><failure /></testcase></x>',
        '<x><testcase classname="a.tests" name="test_a[1]"><skipped /></testcase></x>',
    ],
)
def test_proof_that_is_missing_or_failed_or_skipped_is_not_a_pass(report):
    cases = list(ElementTree.fromstring(report))

    assert not passed("a/tests.py::test_a", cases)
