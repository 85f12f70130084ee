"""The attack lab shows the attacks of the tests, fires them, and leaves nothing behind."""

from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.apps import apps
from django.conf import settings as site_settings
from django.urls import reverse
from django.utils.html import escape
from pytest_django.asserts import assertContains, assertNotContains

from core.models import RateLimit
from tour.pages.security import attacks
from tour.pages.security import page as security
from tour.pages.security.page import every_attack
from tour.pages.security.shots import Shot, Side

pytestmark = pytest.mark.django_db

MODULES = sorted(Path(site_settings.BASE_DIR, "tour/tests/attacks").glob("test_*.py"))
PAGE = reverse("tour:security")
ACTIONS = ["fire", "fire_all", "headers", "deploy"]


@pytest.fixture(autouse=True)
def development(settings):
    settings.DEBUG = True


def fire(client, key):
    return client.post(PAGE, {"action": "fire", "attack": key})


def counts():
    return {model: model._base_manager.count() for model in apps.get_models() if model != RateLimit}


def test_every_module_of_the_tests_is_on_the_page(client):
    response = client.get(PAGE)

    for path in MODULES:
        text = path.read_text(encoding="utf-8")
        name, _, sentence = text.splitlines()[1].partition(": ")
        line = text.partition("def attack(")[0].count("\n") + 1
        assertContains(response, f"<h4>{name}</h4>")
        assertContains(response, escape(sentence[1:]))
        assertContains(response, f"tour/tests/attacks/{path.name}:{line}")


def test_vulnerabilities_that_were_fixed_are_on_the_page_and_have_a_control(client):
    response = client.get(PAGE)

    for row in security.fixed():
        file, _, name = row["Control"].strip("`").partition("::")
        assertContains(response, escape(row["Before"].replace("`", "")))
        assertContains(response, escape(row["After"].replace("`", "")))
        if not file.startswith(("tests/servers/", "tests/deployment/")):
            text = Path(site_settings.BASE_DIR, file).read_text(encoding="utf-8")
            assert f"def {name}(" in text


@pytest.mark.parametrize("attack", every_attack(), ids=lambda attack: attack.key)
def test_line_that_protects_is_the_one_in_the_file(attack):
    place = attack.protection

    lines = place.path.read_text(encoding="utf-8").splitlines()
    assert place.text in lines[place.line - 1]
    assert place.place.editor_url.endswith(f"{place.file}:{place.line}")


def test_list_has_what_is_in_the_directory_once(monkeypatch):
    keys = sorted(path.stem.removeprefix("test_") for path in MODULES)
    assert sorted(attack.key for attack in every_attack()) == keys

    monkeypatch.setattr(attacks, "KINDS", {})

    assert {str(kind): len(group) for kind, group in attacks.attacks().items()} == {
        "Others": len(MODULES)
    }


@pytest.mark.slow
def test_shot_shows_request_answer_and_change_with_the_protection_and_without(client):
    before = counts()

    response = fire(client, "mass_assignment")

    assertContains(response, "✓ Blocked")
    assertContains(response, "✓ Without the protection: got through")
    assertContains(response, "name=Mallory\nis_staff=1\nis_superuser=1", count=2)
    guarded, _, control = response.text.partition("Control: without the protection")
    change = "<code>is_superuser</code> was <code>False</code> and is <code>True</code>"
    assert "302 Found\nLocation: /accounts/profile/" in guarded
    assert "<q>changes the name and nothing else</q>" in guarded
    assert change not in guarded
    assert "200 OK\nSaved." in control
    assert "<q>taking every field makes a superuser</q>" in control
    assert change in control
    assert "tour/tests/attacks/test_mass_assignment.py:" in control
    assert counts() == before


@pytest.mark.slow
def test_attack_on_a_broken_protection_gets_through(client, monkeypatch, tmp_path):
    broken = "from django.http import request\nrequest.validate_host = lambda *args: True\n"
    (tmp_path / "broken.py").write_text(broken)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("PYTEST_PLUGINS", "broken")

    response = fire(client, "host_header")

    assertContains(response, "✗ Got through")
    assertContains(response, "assert 302 == 400")
    assertNotContains(response, "Blocked")
    guarded = response.text.partition("Control: without the protection")[0]
    assert "POST /accounts/password/reset/\nHost: evil.example" in guarded
    assert "A mail went to reader@example.com: <code>https://evil.example/" in guarded


@pytest.mark.slow
def test_attack_whose_tests_could_not_start_is_neither_blocked_nor_through(client, monkeypatch):
    monkeypatch.setenv("PYTEST_PLUGINS", "nothing_of_that_name")

    response = fire(client, "host_header")

    assertContains(response, "✗ The tests could not run")
    assertNotContains(response, "Blocked")
    assertNotContains(response, "Got through")


@pytest.mark.parametrize("inside", ["<failure message='assert 0' />", "<error />", "<skipped />"])
def test_attack_whose_test_fails_or_does_not_run_is_not_blocked(inside):
    case = ElementTree.fromstring(f'<testcase name="test_attack_x">{inside}</testcase>')

    assert not Side([case]).passes
    assert not Side([]).passes
    assert not Shot(Side([]), Side([])).as_expected


@pytest.mark.slow
def test_all_attacks_are_blocked_and_all_controls_get_through(client):
    before = counts()

    response = client.post(PAGE, {"action": "fire_all"})

    count = len(MODULES)
    assertContains(response, f"{count} of {count} blocked, {count} of {count} controls got through")
    assertContains(response, "✓ Blocked", count=count)
    for group in response.context["groups"]:
        assertContains(response, f"✓ {len(group.rows)} of {len(group.rows)} blocked")
    assertContains(response, '<details class="tour-kind" open>', count=1)
    assert counts() == before


@pytest.mark.parametrize("key", ["", "nothing", "../settings", "csrf.py::test_attack"])
def test_attack_that_is_not_on_the_page_is_refused(client, key):
    assert fire(client, key).status_code == 400


def test_address_alone_fires_nothing(client):
    assertNotContains(client.get(PAGE, {"action": "fire", "attack": "csrf"}), "Blocked")


@pytest.mark.parametrize("action", ACTIONS)
def test_nobody_fires_in_production(admin_client, settings, action):
    settings.DEBUG = False

    response = admin_client.post(PAGE, {"action": action, "attack": "csrf"})

    assert response.status_code == 403


def test_staff_read_the_list_in_production(admin_client, settings):
    settings.DEBUG = False

    response = admin_client.get(PAGE)

    assertContains(response, "<h4>Brute force</h4>")
    assertNotContains(response, 'name="action"')


@pytest.mark.parametrize("data", [{"attack": "csrf"}, *({"action": name} for name in ACTIONS[1:])])
def test_too_many_shots_are_refused(client, monkeypatch, data):
    monkeypatch.setattr(security, "SHOTS_A_MINUTE", 1)
    data = {"action": "fire"} | data
    assert fire(client, "nothing").status_code == 400

    response = client.post(PAGE, data)
    in_place = client.post(PAGE, data, headers={"HX-Request": "true"})

    assertContains(response, "Too many tries", status_code=429)
    assertContains(in_place, "429: more than 1 shots in a minute", count=1)
    assert client.post(PAGE, {"action": "prove", "row": "x"}).status_code == 400  # not counted


def test_proof_that_runs_all_attacks_is_a_shot(client, monkeypatch):
    monkeypatch.setattr(security, "SHOTS_A_MINUTE", 1)
    rows = security.SecurityPage().features()
    row = next(at for at, feature in enumerate(rows) if security.ATTACKS in feature.proofs)
    data = {"action": "prove", "row": row}
    fire(client, "nothing")

    response = client.post(PAGE, data)
    in_place = client.post(PAGE, data, headers={"HX-Request": "true"})

    assert response.status_code == 429
    assertContains(in_place, "429: more than 1 shots in a minute", count=1)
    assert in_place["HX-Retarget"] == in_place["HX-Reselect"] == "#attacks"


@pytest.mark.slow
def test_groups_are_folded_but_the_first_and_the_one_that_was_fired_at(client):
    groups = client.get(PAGE).context["groups"]
    response = fire(client, groups[-1].keys[0])

    assertContains(client.get(PAGE), '<details class="tour-kind" open>', count=1)
    assertContains(client.get(PAGE), '<details class="tour-kind">', count=len(groups) - 1)
    assertContains(response, '<details class="tour-kind" open>', count=2)
    assertContains(response, "1 of 1 blocked")


@pytest.mark.slow
def test_headers_are_graded_as_sent_now_and_in_production(client):
    response = client.get(PAGE)  # plain http
    here = response.context["here"]
    assert (here.letter, here.points) == ("B+", 80)
    assertContains(response, f"<td>(+{here.headers[0].points})</td>")
    assertContains(response, "<td>\N{MINUS SIGN}20</td>")
    assertContains(response, "100 \N{MINUS SIGN} 20 ")
    assertContains(response, "<td>= 80</td>")

    assertContains(client.get(PAGE, secure=True), "100 + 30</th>")

    response = client.post(PAGE, {"action": "headers"})

    production = response.context["production"]
    assert (production.letter, production.points) == ("A+", 130)
    assertContains(response, "max-age=63072000; includeSubDomains; preload")


@pytest.mark.slow
def test_check_complains_about_the_settings_of_a_developer_alone(client, monkeypatch):
    monkeypatch.setenv("DEBUG", "on")

    checks = client.post(PAGE, {"action": "deploy"}).context["checks"]

    assert "no issues" in checks["production"]
    assert "security.W004" in checks["here"]
    assert "core.E007" in checks["here"]
