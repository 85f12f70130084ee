import pytest

from lessons.track import AREAS, find, track
from lessons.verification import faults_of_text

each_exercise = pytest.mark.parametrize("exercise", track(), ids=lambda exercise: exercise.name)


@each_exercise
def test_exercise_is_described_as_a_whole(exercise):
    assert list(faults_of_text(exercise)) == []


def test_exercises_come_area_by_area():
    order = [list(AREAS).index(exercise.area) for exercise in track()]

    assert order == sorted(order)


def test_unknown_name_is_refused_with_the_nearest_one():
    with pytest.raises(LookupError, match=r"no exercise 'orm22': did you mean orm2\?"):
        find("orm22")
