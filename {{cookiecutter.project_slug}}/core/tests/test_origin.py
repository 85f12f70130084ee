import pytest

from core.origin import follow, link, read, write

ANSWERS = {"project_name": "Café", "starter": "all", "include_tour": True}
BLOG, SHOP = {"ALONE": {"starter": "blog"}}, {"ALONE": {"starter": "shop"}}
TOUR = {"WITHOUT": {"include_tour": False}}


@pytest.mark.parametrize(
    ("gone", "left", "changed"),
    [
        ([], [BLOG, SHOP, TOUR], {}),
        ([TOUR], [BLOG, SHOP], {"include_tour": False}),
        ([SHOP], [BLOG, TOUR], {"starter": "blog"}),
        ([BLOG, SHOP], [TOUR], {}),
    ],
)
def test_answers_follow_what_is_left(tmp_path, gone, left, changed):
    write(tmp_path, {"context": {"cookiecutter": {**ANSWERS}}})

    follow(tmp_path, gone, left)

    assert read(tmp_path)["context"]["cookiecutter"] == ANSWERS | changed


def test_project_without_a_template_stays_so(tmp_path):
    link(tmp_path, ANSWERS)  # from an archive, without git
    follow(tmp_path, [TOUR], [BLOG])

    assert [*tmp_path.iterdir()] == []
