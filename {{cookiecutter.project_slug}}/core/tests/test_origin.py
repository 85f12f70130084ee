import pytest

from core.origin import follow, link, read, write

ANSWERS = {"project_name": "Café", "starter": "all", "include_extra": True}
ONE, TWO = {"ALONE": {"starter": "one"}}, {"ALONE": {"starter": "two"}}
EXTRA = {"WITHOUT": {"include_extra": False}}


@pytest.mark.parametrize(
    ("gone", "left", "changed"),
    [
        ([], [ONE, TWO, EXTRA], {}),
        ([EXTRA], [ONE, TWO], {"include_extra": False}),
        ([TWO], [ONE, EXTRA], {"starter": "one"}),
        ([ONE, TWO], [EXTRA], {}),
    ],
)
def test_answers_follow_what_is_left(tmp_path, gone, left, changed):
    write(tmp_path, {"context": {"cookiecutter": {**ANSWERS}}})

    follow(tmp_path, gone, left)

    assert read(tmp_path)["context"]["cookiecutter"] == ANSWERS | changed


def test_project_without_a_template_stays_so(tmp_path):
    link(tmp_path, ANSWERS)  # from an archive, without git
    follow(tmp_path, [EXTRA], [ONE])

    assert [*tmp_path.iterdir()] == []
