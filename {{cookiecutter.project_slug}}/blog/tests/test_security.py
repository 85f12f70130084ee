"""Attacks on posts and comments, and what stops them."""

from datetime import UTC, datetime

import pytest
from model_bakery import baker
from pytest_django.asserts import assertContains, assertNotContains

from blog.models import Comment, Post
from blog.tests.conftest import BLOG
from core.tests.marks import searches

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)


@pytest.fixture
def post(author):
    return baker.make(Post, author=author, title="Safe", published_at=NOON)


def test_script_in_a_comment_is_shown_as_text(client, post, reader):
    payload = "<script>alert(1)</script>"
    baker.make(Comment, post=post, author=reader, body=payload, state="approved")

    response = client.get(post.get_absolute_url())

    assertContains(response, "&lt;script&gt;alert(1)&lt;/script&gt;")
    assertNotContains(response, payload)


def test_script_in_a_title_is_shown_as_text(client, author):
    payload = "<img src=x onerror=alert(1)>"
    baker.make(Post, author=author, title=payload, published_at=NOON)

    for path in (BLOG, f"{BLOG}2026/"):
        response = client.get(path)
        assertContains(response, "&lt;img src=x onerror=alert(1)&gt;")
        assertNotContains(response, payload)


@searches
@pytest.mark.parametrize("attack", ["' OR '1'='1", "x') OR 1=1 --", "%' OR 1=1 --"])
def test_sql_in_a_search_finds_nothing(client, editor, post, attack):
    client.force_login(editor)

    found = client.get("/admin/blog/post/", {"q": "Safe"}).context["cl"].result_count
    attacked = client.get("/admin/blog/post/", {"q": attack}).context["cl"].result_count

    assert (found, attacked) == (1, 0)
