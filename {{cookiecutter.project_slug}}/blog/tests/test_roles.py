import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("role", "may", "may_not"),
    [
        ("author", "blog.add_post", "blog.change_post"),
        ("editor", "blog.delete_post", "accounts.change_user"),
        ("moderator", "blog.change_comment", "blog.change_post"),
    ],
)
def test_a_role_may_do_its_job_and_no_more(request, role, may, may_not):
    user = request.getfixturevalue(role)

    assert user.has_perm(may)
    assert not user.has_perm(may_not)
