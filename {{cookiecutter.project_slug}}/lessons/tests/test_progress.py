import json

import pytest

from lessons.grading import Check, Grade
from lessons.progress import Progress
from lessons.track import track

PASS = Grade([Check("it works", True)], 1.0)
FAIL = Grade([Check("it works", False, "It does not.")], 1.0)


def test_what_was_done_is_there_again(home, exercise):
    Progress().begin(exercise)
    Progress().hint(exercise)
    Progress().record(exercise, FAIL)
    Progress().record(exercise, PASS)

    known = Progress().of(exercise)
    assert (known["checks"], known["hints"]) == (2, 1)
    assert Progress().is_done(exercise)
    assert [path.name for path in home.glob("*.*")] == ["state.json"]


def test_what_another_process_wrote_is_kept(exercise):
    first, second = Progress(), Progress()

    first.hint(exercise)
    second.record(exercise, FAIL)

    assert (second.of(exercise)["checks"], second.of(exercise)["hints"]) == (1, 1)


@pytest.mark.parametrize(
    "text", ["{", "[]", '"x"', '{"exercises": 1}', '{"exercises": {"orm2": {"checks": "x"}}}', "\0"]
)
def test_damaged_state_is_kept_and_replaced(home, exercise, text):
    home.mkdir()
    (home / "state.json").write_text(text)

    Progress().begin(exercise)

    assert (home / "state.damaged.json").read_text() == text
    assert json.loads((home / "state.json").read_text())["current"] == exercise.name


def test_state_is_whole_even_if_writing_fails(home, exercise, monkeypatch):
    Progress().begin(exercise)
    before = (home / "state.json").read_bytes()
    progress = Progress()
    progress.state["current"] = object()

    with pytest.raises(TypeError):
        progress.save()

    assert (home / "state.json").read_bytes() == before


def test_files_that_are_there_are_never_replaced(work, exercise):
    (work / "exercise.py").write_text("mine = 1\n")

    Progress().begin(exercise)

    assert (work / "exercise.py").read_text() == "mine = 1\n"


def test_reset_keeps_the_version_and_what_is_known(work, exercise):
    (work / "exercise.py").write_bytes(b"mine = 1\r\n")
    Progress().record(exercise, PASS)

    kept = Progress().reset(exercise)

    assert (kept / "exercise.py").read_bytes() == b"mine = 1\r\n"
    assert (work / "exercise.py").read_text() == (exercise.start / "exercise.py").read_text()
    assert Progress().of(exercise)["checks"] == 1
    assert not Progress().is_done(exercise)


def finish(progress, *exercises):
    for exercise in exercises:
        progress.begin(exercise)
        progress.record(exercise, PASS)


def test_next_is_the_one_after_the_last_pass(home):
    progress = Progress()
    exercises = track()

    finish(progress, exercises[3])

    assert progress.current() == exercises[4]


def test_short_path_comes_first_and_then_all_others(home):
    short = [exercise for exercise in track() if exercise.taster]
    others = [exercise for exercise in track() if not exercise.taster]
    progress = Progress()
    progress.choose_path(short=True)

    taken = []
    while exercise := Progress().current():
        taken.append(exercise)
        finish(Progress(), exercise)

    assert taken[: len(short)] == short
    assert {item.name for item in taken[len(short) :]} == {item.name for item in others}


def test_skip_stays_on_the_short_path(home):
    short = [exercise for exercise in track() if exercise.taster]
    progress = Progress()
    progress.choose_path(short=True)

    assert progress.skip(short[0]) == short[1]
    assert progress.skip(short[-1]) == short[0]


def test_all_exercises_are_in_their_order_again(home):
    progress = Progress()
    progress.choose_path(short=True)
    finish(progress, track()[0])

    progress.choose_path(short=False)

    assert progress.current() == track()[1]
