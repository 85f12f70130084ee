from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import Token
from blog.models import Post
from blog.tests.conftest import BLOG
from core.demo_images import draw

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)
NEW = {"title": "By API", "body": "**Text**", "tags": ["One", "Two"]}


@pytest.fixture
def api(author):
    """Return a client that sends a token of the author, as a program would."""
    return with_token(author)


def with_token(user):
    secret = Token.objects.issue(user, "test")
    return Client(enforce_csrf_checks=True, headers={"authorization": f"Bearer {secret}"})


def send(client, method, path, data=None):
    return getattr(client, method)(f"/api/posts/{path}", data, content_type="application/json")


def test_everybody_reads_published_posts(client, post, draft):
    response = client.get("/api/posts/").json()

    (shown,) = response["items"]
    assert response["next"] is None
    assert shown == shown | {
        "id": post.pk,
        "title": post.title,
        "slug": post.slug,
        "summary": "",
        "body": "Text",
        "author": post.author.name,
        "tags": [],
        "url": post.get_absolute_url(),
        "published_at": post.published_at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "updated_at": post.updated_at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
    }


def test_list_is_cut_into_pages(client, make_post):
    for number in range(5):
        make_post(f"Post {number}", hours_ago=number + 1)

    first = client.get("/api/posts/", {"limit": 2}).json()
    make_post("Written meanwhile", hours_ago=0)
    response = client.get("/api/posts/", {"limit": 2, "after": first["next"]})

    assert [item["title"] for item in response.json()["items"]] == ["Post 2", "Post 3"]


def test_list_costs_the_same_queries_at_any_length(client, make_post, django_assert_num_queries):
    for number in range(20):
        make_post(f"Post {number}", tags=["a", f"tag {number}"])

    client.get("/api/posts/")  # The first request of a minute begins to count them.
    with django_assert_num_queries(4):  # rate limit, keys, posts with authors, tags
        client.get("/api/posts/")


def test_token_writes_changes_and_deletes(api, author):
    created = send(api, "post", "", NEW)
    assert created.status_code == 201
    assert created.json()["tags"] == ["One", "Two"]
    assert Post.objects.get().author == author

    path = created.json()["id"]
    new = NEW | {"title": "Changed", "published_at": "2026-01-02T12:00Z"}
    changed = send(api, "put", path, new)
    assert changed.json()["title"] == "Changed"
    assert changed.json()["url"].startswith(f"{BLOG}2026/1/2/")

    assert send(api, "delete", path).status_code == 204
    assert not Post.objects.exists()


@pytest.mark.parametrize("method", ["put", "delete"])
def test_change_of_what_somebody_else_has_changed_is_refused(api, post, method):
    old = {"If-Match": api.get(f"/api/posts/{post.pk}").headers["ETag"]}
    changed = send(api, "put", post.pk, NEW | {"published_at": "2026-01-02T12:00+05:30"})
    new = {"If-Match": changed.headers["ETag"]}

    path, more = f"/api/posts/{post.pk}", {"content_type": "application/json"}
    refused = getattr(api, method)(path, NEW, headers=old, **more)
    accepted = getattr(api, method)(path, NEW, headers=new, **more)

    assert refused.status_code == 412
    assert "Read it again" in refused.json()["detail"]
    assert accepted.status_code in {200, 204}


def test_session_writes_with_the_csrf_token_and_not_without(author):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(author)

    assert send(browser, "post", "", NEW).status_code == 403
    token = browser.get(f"{BLOG}new/").context["csrf_token"]
    browser.headers = {}
    response = browser.post(
        "/api/posts/", NEW, content_type="application/json", headers={"X-CSRFToken": str(token)}
    )

    assert response.status_code == 201


@pytest.mark.parametrize(
    ("method", "path", "data", "status"),
    [
        ("get", "999", NEW, 404),
        ("put", "999", NEW, 404),
        ("get", "?limit=0", None, 422),
        ("get", "?after=x", None, 422),
        ("post", "", {"body": "x"}, 422),
        ("post", "", "{", 400),
        ("post", "", '{"title": "\\ud800", "body": "x"}', 400),
        *[("post", "", NEW | {field: ["\x00"]}, 422) for field in ["title", "slug", "summary"]],
        *[("post", "", NEW | {"tags": tags}, 422) for tags in ["\x00", ["\x00"], 1, "x" * 9999]],
        *[("post", "", NEW | {"published_at": at}, 422) for at in ["x", "9999-12-31T23:59-14:00"]],
        ("post", "", NEW | {"title": "x" * 201}, 422),
    ],
)
def test_what_cannot_be_done_is_a_problem_document(api, method, path, data, status):
    response = send(api, method, path, data)

    assert response.status_code == response.json()["status"] == status
    assert response.headers["Content-Type"] == "application/problem+json"
    assert not Post.objects.exists()


def test_value_that_the_form_refuses_is_named(api):
    errors = send(api, "post", "", NEW | {"title": "x" * 201}).json()["errors"]

    assert errors[0]["pointer"] == "body/title"


def test_readers_and_unknown_tokens_may_not_write(reader):
    stranger = Client(headers={"authorization": "Bearer token_unknown"})

    assert send(with_token(reader), "post", "", NEW).status_code == 403
    assert send(stranger, "post", "", NEW).status_code == 401


def test_token_reads_the_drafts_of_its_owner(api, draft):
    assert api.get(f"/api/posts/{draft.pk}").status_code == 200


@pytest.mark.parametrize("published_at", [NOON, None])
def test_foreign_posts_are_neither_changed_nor_deleted(api, make_post, editor, published_at):
    theirs = make_post("Theirs", author=editor, published_at=published_at)

    assert send(api, "get", theirs.pk).status_code == (200 if published_at else 404)
    assert send(api, "put", theirs.pk, NEW).status_code == 404
    assert send(api, "delete", theirs.pk).status_code == 404
    theirs.refresh_from_db()
    assert theirs.title == "Theirs"


def test_change_keeps_the_cover(api, make_post):
    cover = SimpleUploadedFile("cover.png", draw("bars", seed=1))
    post = make_post(cover=cover, cover_alt="A picture")
    name = post.cover.name

    assert send(api, "put", post.pk, NEW).status_code == 200

    post.refresh_from_db()
    assert (post.cover.name, post.cover_alt) == (name, "A picture")
