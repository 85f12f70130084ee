import pytest
from django.contrib.auth.models import AnonymousUser

from blog.models import Comment, Post, Tag

pytestmark = pytest.mark.django_db


def test_each_post_is_in_exactly_one_state(post, draft, scheduled):
    assert list(Post.objects.published()) == [post]
    assert list(Post.objects.scheduled()) == [scheduled]
    assert list(Post.objects.drafts()) == [draft]
    assert [p.state for p in (post, scheduled, draft)] == ["published", "scheduled", "draft"]


def test_visitors_and_readers_see_published_posts_alone(post, draft, scheduled, reader):
    assert list(Post.objects.visible_to(AnonymousUser())) == [post]
    assert list(Post.objects.visible_to(reader)) == [post]


def test_authors_change_their_own_posts_and_editors_all(make_post, author, editor):
    mine, other = make_post("Mine"), make_post("Other", author=editor)

    assert list(Post.objects.changeable_by(author)) == [mine]
    assert set(Post.objects.changeable_by(editor)) == {mine, other}


def test_tags_in_use_are_those_of_published_posts(make_post):
    make_post(tags=["Django"])
    make_post("Two", tags=["Django", "ORM"])
    make_post("Draft", tags=["Secret", "Django"], published_at=None)

    assert [tag.name for tag in Tag.objects.in_use()] == ["Django", "ORM"]


def test_tags_differ_by_name_and_not_by_case():
    first, again, plus, sharp = Tag.objects.named(["C", "c", "C++", "C#"])

    assert first == again
    assert [first.slug, plus.slug, sharp.slug] == ["c", "c-2", "c-3"]


def test_comment_count_counts_approved_comments_alone(post, reader):
    for state in ("approved", "approved", "held", "spam"):
        post.comments.create(author=reader, body="x", state=state)

    assert Post.objects.with_comment_count().get().comment_count == 2


def test_held_comment_is_visible_to_its_author_alone(post, reader, author):
    comment = post.comments.create(author=reader, body="x")

    assert list(Comment.objects.visible_to(reader)) == [comment]
    assert list(Comment.objects.visible_to(author)) == []
    assert list(Comment.objects.held()) == [comment]


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
