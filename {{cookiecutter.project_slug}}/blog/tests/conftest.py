from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from model_bakery import baker

from blog.models import Post, Tag

BLOG = reverse("blog:post_list")


@pytest.fixture(autouse=True)
def comments_are_open(settings):
    """Have comments, whatever the owner decided."""
    settings.BLOG_COMMENTS = True


@pytest.fixture
def author(make_user):
    """Return a user who may write posts."""
    return make_user("Author", "Authors")


@pytest.fixture
def editor(make_user):
    """Return a user who may change every post."""
    return make_user("Editor", "Editors", is_staff=True)


@pytest.fixture
def moderator(make_user):
    """Return a user who may approve comments."""
    return make_user("Moderator", "Moderators", is_staff=True)


@pytest.fixture
def make_post(author):
    """Return a function that saves a post, published an hour ago unless told otherwise."""

    def make(title="A post", hours_ago=1, tags=(), **fields):
        fields.setdefault("author", author)
        fields.setdefault("published_at", timezone.now() - timedelta(hours=hours_ago))
        fields.setdefault("body", "Text")
        post = baker.make(Post, title=title, slug="", **fields)
        post.tags.set(Tag.objects.named(tags))
        return post

    return make


@pytest.fixture
def post(make_post):
    """Return a published post."""
    return make_post()


@pytest.fixture
def draft(make_post):
    """Return a post without a date of publication."""
    return make_post("A draft", published_at=None)


@pytest.fixture
def scheduled(make_post):
    """Return a post that is published in an hour."""
    return make_post("Later", hours_ago=-1)
