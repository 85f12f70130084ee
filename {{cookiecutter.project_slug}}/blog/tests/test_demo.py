import pytest
from django.utils import timezone

from blog.demo import fill
from blog.models import Comment, Post

pytestmark = pytest.mark.django_db


def test_generated_posts_have_bodies_of_a_believable_length():
    fill(400, 1)

    lengths = [len(post.body) for post in Post.objects.all()]
    assert min(lengths) >= 300
    assert max(lengths) <= 1500
    assert max(lengths) > 2 * min(lengths)


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Auckland"])
def test_generated_posts_have_the_day_of_their_publication(settings, zone):
    settings.TIME_ZONE = zone

    fill(200, 1)

    assert Post.objects.drafts().exists()
    for post in Post.objects.all():
        published_at = post.published_at
        assert post.day == (timezone.localdate(published_at) if published_at else None)


def test_generated_posts_have_tags_and_comments():
    fill(1000, 1)

    assert {post.tags.count() for post in Post.objects.all()[:100]} == {0, 1, 2, 3}
    assert 20 < Comment.objects.count() < 80
    assert {comment.state for comment in Comment.objects.all()} == {"approved", "held", "spam"}
    assert all(comment.created_at > comment.post.published_at for comment in Comment.objects.all())


def test_generated_posts_are_shown(client):
    fill(50, 1)
    post = Post.objects.published().first()

    assert post.title in client.get("/blog/").text
    assert post.title in client.get(post.get_absolute_url()).text
