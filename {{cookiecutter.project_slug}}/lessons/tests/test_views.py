import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from lessons.progress import Progress
from lessons.track import track

pytestmark = pytest.mark.django_db

TRACK, EXERCISE = reverse("learn:track"), reverse("learn:exercise", args=["orm2"])


@pytest.fixture
def development(settings):
    settings.DEBUG = True


@pytest.mark.parametrize("path", [TRACK, EXERCISE])
def test_nobody_finds_it_in_production(admin_client, home, path):
    assert admin_client.get(path).status_code == 404
    assert admin_client.post(path, {"action": "check"}).status_code == 404
    assert not home.exists()


def test_home_in_production_does_not_lead_to_it(client):
    assertNotContains(client.get("/"), TRACK)


def test_track_has_all_exercises_and_writes_nothing(client, development, home):
    response = client.get(TRACK)

    for exercise in track():
        assertContains(response, reverse("learn:exercise", args=[exercise.name]))
    assertContains(response, f"0 of {len(track())} done")
    assert not home.exists()


def test_unknown_exercise_is_not_found(client, development):
    assert client.get(reverse("learn:exercise", args=["orm22"])).status_code == 404


def test_unknown_button_is_refused(client, development):
    assert client.post(EXERCISE, {"action": "rm"}).status_code == 400


def test_hint_is_shown_and_recorded(client, development, exercise):
    assertNotContains(client.get(EXERCISE), exercise.hints[0])

    assertContains(client.post(EXERCISE, {"action": "hint"}), exercise.hints[0])

    assert Progress().of(exercise)["hints"] == 1


def test_begin_copies_the_files(client, development, home):
    assertContains(client.post(EXERCISE, {"action": "begin"}), "vscode://file/")

    assert (home / "orm2" / "exercise.py").is_file()


@pytest.mark.slow
def test_check_shows_what_fails_and_no_solution(client, development, work, exercise):
    response = client.post(EXERCISE, {"action": "check"})

    assertContains(response, "✗ fail")
    assertContains(response, "20 articles cost 21 queries")
    assertNotContains(response, "A solution, and why")
    assert Progress().of(exercise)["checks"] == 1


@pytest.mark.slow
def test_solution_comes_after_a_pass(client, development, solved):
    response = client.post(EXERCISE, {"action": "check"})

    assertContains(response, "All checks pass.")
    assertContains(response, "select_related")
    assertContains(client.get(TRACK), "1 of")


def test_pages_are_in_german_around_the_exercise(client, development):
    german = {"accept-language": "de"}

    response = client.get(EXERCISE, headers=german)

    assertContains(client.get(TRACK, headers=german), "Lernen durch Ändern dieses Projekts")
    assertContains(client.get(TRACK, headers=german), "Übertragbares Können")
    assertContains(response, "Alle Übungen")
    assertContains(response, '<div class="lessons-task" lang="en">')
