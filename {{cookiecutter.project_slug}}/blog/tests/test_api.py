import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import Token
from blog.models import Post
from blog.tests.conftest import BLOG
from core.demo_images import draw

pytestmark = pytest.mark.django_db

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
    ("method", "path", "status", "detail"),
    [
        ("get", "999", 404, "There is nothing at this address."),
        ("put", "999", 404, "There is nothing at this address."),
        ("post", "", 422, "Some values cannot be used."),
    ],
)
def test_errors_are_problem_details(api, method, path, status, detail):
    response = send(api, method, path, {"body": "x"} if method == "post" else NEW)

    assert response.status_code == status
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.json()["status"] == status
    assert response.json()["detail"] == detail


@pytest.mark.parametrize("query", ["limit=0", "limit=101", "limit=x", "after=x", f"after={10**30}"])
def test_page_out_of_bounds_is_refused(client, query):
    assert client.get(f"/api/posts/?{query}").status_code == 422


@pytest.mark.parametrize("body", ["{", "[1", '{"title": "\\ud800", "body": "x"}', "\x00"])
def test_what_is_no_json_is_refused(api, body):
    response = api.post("/api/posts/", body, content_type="application/json")

    assert response.status_code == 400
    assert response.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    "value", ["\x00", ["\x00"], None, 1, {}, "x" * 100_000, "9999-12-31T23:59-14:00"]
)
@pytest.mark.parametrize("field", ["title", "slug", "summary", "tags", "published_at"])
def test_value_that_cannot_be_stored_is_refused(api, field, value):
    response = send(api, "post", "", NEW | {field: value})

    assert response.status_code in {201, 422}
    assert Post.objects.exists() == (response.status_code == 201)


def test_unknown_address_is_a_problem_document(client):
    response = client.get("/api/nothing/here")

    assert response.status_code == 404
    assert response.headers["Content-Type"] == "application/problem+json"


def test_crash_is_a_problem_document(client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr(Post.objects, "published", None)

    response = client.get("/api/posts/")

    assert response.status_code == 500
    assert response.headers["Content-Type"] == "application/problem+json"


def test_errors_of_the_form_name_the_field(api):
    response = send(api, "post", "", NEW | {"title": "x" * 201})

    assert response.status_code == 422
    assert response.json()["errors"][0]["pointer"] == "body/title"
    assert not Post.objects.exists()


@pytest.mark.parametrize("header", ["Bearer token_unknown", "Bearer ", "Basic x"])
def test_unknown_token_is_refused(header):
    client = Client(headers={"authorization": header})

    response = send(client, "post", "", NEW)

    assert response.status_code == 401
    assert response.headers["Content-Type"] == "application/problem+json"


def test_token_reads_the_drafts_of_its_owner(api, draft):
    assert api.get(f"/api/posts/{draft.pk}").status_code == 200


def test_readers_may_not_write(reader):
    response = send(with_token(reader), "post", "", NEW)

    assert response.status_code == 403
    assert response.json()["detail"] == "Your account may not write posts."


def test_foreign_posts_are_neither_changed_nor_deleted(api, make_post, editor):
    theirs = make_post("Theirs", author=editor)

    assert send(api, "put", theirs.pk, NEW).status_code == 404
    assert send(api, "delete", theirs.pk).status_code == 404
    theirs.refresh_from_db()
    assert theirs.title == "Theirs"


def test_foreign_drafts_do_not_exist(api, make_post, editor):
    theirs = make_post("Theirs", author=editor, published_at=None)

    for method in ("get", "put", "delete"):
        assert send(api, method, theirs.pk, NEW).status_code == 404


def test_change_keeps_the_cover(api, make_post):
    cover = SimpleUploadedFile("cover.png", draw("bars", seed=1))
    post = make_post(cover=cover, cover_alt="A picture")
    name = post.cover.name

    assert send(api, "put", post.pk, NEW).status_code == 200

    post.refresh_from_db()
    assert (post.cover.name, post.cover_alt) == (name, "A picture")


def test_page_describes_every_operation(client):
    assert client.get("/api/docs").status_code == 200
    paths = client.get("/api/openapi.json").json()["paths"]
    assert set(paths["/api/posts/"]) == {"get", "post"}
    assert set(paths["/api/posts/{post_id}"]) == {"get", "put", "delete"}


def test_list_is_kept_for_visitors(client, post, page_cache, django_assert_num_queries):
    first = client.get("/api/posts/").json()
    assert first["items"]

    with django_assert_num_queries(0):
        assert client.get("/api/posts/").json() == first
