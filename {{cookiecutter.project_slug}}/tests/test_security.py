"""Attacks on the whole site, and what stops them."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from model_bakery import baker
from pytest_django.asserts import assertContains, assertNotContains

from blog.models import Comment, Post

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)
PUBLIC_PAGES = ["/", "/blog/", "/accounts/login/", "/nowhere/", "/api/docs", "/api/posts/"]


@pytest.fixture
def post(author):
    return baker.make(Post, author=author, title="Safe", published_at=NOON)


@pytest.mark.parametrize("path", PUBLIC_PAGES)
def test_every_page_carries_the_content_security_policy(client, path):
    policy = client.get(path).headers["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


def test_plain_http_is_sent_to_https(client, settings):
    settings.SECURE_SSL_REDIRECT = True

    response = client.get("/blog/")

    assert response.status_code == 301
    assert response.headers["Location"] == "https://testserver/blog/"


def test_script_in_a_comment_is_shown_as_text(client, post, reader):
    payload = "<script>alert(1)</script>"
    baker.make(Comment, post=post, author=reader, body=payload, state="approved")

    response = client.get(post.get_absolute_url())

    assertContains(response, "&lt;script&gt;alert(1)&lt;/script&gt;")
    assertNotContains(response, payload)


def test_script_in_a_title_is_shown_as_text(client, author):
    payload = "<img src=x onerror=alert(1)>"
    baker.make(Post, author=author, title=payload, published_at=NOON)

    for path in ("/", "/blog/", "/blog/2026/"):
        response = client.get(path)
        assertContains(response, "&lt;img src=x onerror=alert(1)&gt;")
        assertNotContains(response, payload)


def test_form_from_another_site_changes_nothing(post, reader):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(reader)

    response = browser.post(f"/blog/posts/{post.pk}/comment/", {"body": "forged"})

    assert response.status_code == 403
    assert not Comment.objects.exists()


@pytest.mark.parametrize("attack", ["' OR '1'='1", "x') OR 1=1 --", "%' OR 1=1 --"])
def test_sql_in_a_search_finds_nothing(client, editor, post, attack):
    client.force_login(editor)

    found = client.get("/admin/blog/post/", {"q": "Safe"}).context["cl"].result_count
    attacked = client.get("/admin/blog/post/", {"q": attack}).context["cl"].result_count

    assert (found, attacked) == (1, 0)


def test_fields_that_a_form_does_not_have_are_ignored(client, reader):
    client.force_login(reader)

    client.post("/accounts/profile/", {"name": "New", "is_staff": "on", "is_superuser": "on"})

    user = get_user_model().objects.get()
    assert (user.name, user.is_staff, user.is_superuser) == ("New", False, False)


def test_next_does_not_lead_to_another_site(client, reader):
    reader.set_password("correct-horse-battery")
    reader.save()

    response = client.post(
        "/accounts/login/?next=https://evil.example/",
        {
            "login": reader.email,
            "password": "correct-horse-battery",
            "next": "https://evil.example/",
        },
    )

    assert response.status_code == 302
    assert "evil.example" not in response.headers["Location"]


def test_wrong_passwords_are_limited(client, reader):
    reader.set_password("correct-horse-battery")
    reader.save()
    for _ in range(10):
        client.post("/accounts/login/", {"login": reader.email, "password": "wrong"})

    response = client.post(
        "/accounts/login/", {"login": reader.email, "password": "correct-horse-battery"}
    )

    assert "_auth_user_id" not in client.session
    assert response.status_code != 302
