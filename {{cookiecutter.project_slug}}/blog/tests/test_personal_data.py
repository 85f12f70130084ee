import pytest
from model_bakery import baker

from accounts import personal_data
from blog.models import Comment, Post

pytestmark = pytest.mark.django_db


def test_export_has_what_the_person_wrote_and_nothing_of_others(author, reader):
    post = baker.make(Post, author=author, title="A post")
    baker.make(Comment, post=post, author=reader, body="A comment")

    assert [row["title"] for row in personal_data.export(author)["posts"]] == ["A post"]
    assert personal_data.export(author)["comments"] == []
    assert [row["body"] for row in personal_data.export(reader)["comments"]] == ["A comment"]


def test_deletion_takes_posts_and_comments_of_the_person_and_nothing_of_others(author, reader):
    post, other = baker.make(Post, author=author), baker.make(Post, author=reader)
    baker.make(Comment, post=post, author=reader)
    comment = baker.make(Comment, post=other, author=reader)
    baker.make(Comment, post=other, author=author)
    assert set(personal_data.deleted(author)) == {(1, "post"), (2, "comments")}

    author.delete()

    assert list(Post.objects.all()) == [other]
    assert list(Comment.objects.all()) == [comment]
