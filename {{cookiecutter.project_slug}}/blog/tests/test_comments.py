import pytest
from pytest_django.asserts import (
    assertContains,
    assertNotContains,
    assertRedirects,
    assertTemplateNotUsed,
)

from blog.models import Comment
from blog.tests.conftest import BLOG

pytestmark = pytest.mark.django_db


def test_comment_is_held_and_shown_to_its_writer_alone(client, post, reader):
    client.force_login(reader)

    page = client.post(f"{BLOG}posts/{post.pk}/comment/", {"body": "First!"}, follow=True)
    assertContains(page, "First!")
    assert Comment.objects.get().state == Comment.State.HELD

    client.logout()
    assertNotContains(client.get(post.get_absolute_url()), "First!")


def test_htmx_gets_the_comments_without_the_page(client, post, reader):
    client.force_login(reader)

    response = client.post(
        f"{BLOG}posts/{post.pk}/comment/", {"body": "First!"}, headers={"HX-Request": "true"}
    )

    assertContains(response, "First!")
    assertTemplateNotUsed(response, "base.html")


def test_comment_after_the_session_ended_leads_to_sign_in_and_back_to_the_post(client, post):
    path = f"{BLOG}posts/{post.pk}/comment/"
    sign_in = f"/accounts/login/?next={post.get_absolute_url()}"

    plain = client.post(path, {"body": "x"})
    htmx = client.post(path, {"body": "x"}, headers={"HX-Request": "true"})

    assertRedirects(plain, sign_in)
    assert htmx.status_code == 200
    assert htmx.headers["HX-Redirect"] == sign_in


def test_empty_comment_is_refused(client, post, reader):
    client.force_login(reader)

    response = client.post(f"{BLOG}posts/{post.pk}/comment/", {"body": ""})

    assert response.status_code == 200
    assert not Comment.objects.exists()


def test_nobody_comments_on_a_draft(client, draft, reader):
    client.force_login(reader)

    response = client.post(f"{BLOG}posts/{draft.pk}/comment/", {"body": "x"})

    assert response.status_code == 404


def test_comment_that_is_sent_twice_is_one(client, make_post, reader):
    client.force_login(reader)
    first, second = make_post("First"), make_post("Second")

    for post in (first, first, second):
        client.post(f"{BLOG}posts/{post.pk}/comment/", {"body": "Nice"})

    assert [post.comments.count() for post in (first, second)] == [1, 1]
