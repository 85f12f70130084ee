from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from pytest_django.asserts import (
    assertContains,
    assertNotContains,
    assertRedirects,
)

from blog.models import Comment, Post, Tag
from blog.tests.conftest import BLOG
from blog.views import PostListView
from core.demo_images import draw
from core.tests.marks import searches

pytestmark = pytest.mark.django_db


def test_list_shows_published_posts_newest_first_on_pages(client, make_post, draft, scheduled):
    number = PostListView.paginate_by + 2
    posts = [make_post(f"Post {n}", hours_ago=n + 1) for n in range(number)]

    first, second = client.get(BLOG), client.get(BLOG, {"page": 2})

    assert [*first.context["post_list"], *second.context["post_list"]] == posts
    assert len(second.context["post_list"]) == 2
    assertContains(first, "?page=2")
    assertNotContains(first, draft.title)
    assertNotContains(first, scheduled.title)


def many(author, number):
    """Save posts of the same month with a tag and a comment each."""
    posts = Post.objects.bulk_create(
        Post(
            author=author,
            title=f"Post {n}",
            slug=f"post-{number}-{n}",
            day=date(2026, 1, 2),
            published_at=datetime(2026, 1, 2, 12, tzinfo=UTC),
        )
        for n in range(number)
    )
    tag, _ = Tag.objects.get_or_create(name="ORM", slug="orm")
    tag.posts.add(*posts)
    Comment.objects.bulk_create(
        Comment(post=post, author=author, body="x", state="approved") for post in posts
    )


@pytest.mark.parametrize(
    "path",
    [BLOG, f"{BLOG}tags/orm/", f"{BLOG}2026/", f"{BLOG}2026/1/", f"{BLOG}mine/", "/api/posts/"],
)
def test_lists_cost_the_same_queries_at_any_length(
    client, author, path, django_assert_max_num_queries
):
    client.force_login(author)
    many(author, 5)
    client.get(path)  # The first request of a minute begins to count them.
    with django_assert_max_num_queries(12) as few:
        assert client.get(path).status_code == 200

    many(author, 50)

    with django_assert_max_num_queries(12) as lots:
        client.get(path)
    assert len(few) == len(lots)


@searches
def test_search_shows_where_the_words_are(client, make_post):
    make_post("Kettles", body="Start. " * 100 + "Then a **walnut** <b>radio</b>. " + "End. " * 100)
    make_post("A walnut radio, in the title", hours_ago=99)
    make_post("Something else")
    make_post("A draft of a walnut radio", published_at=None)

    response = client.get(BLOG, {"q": "WALNUT radio"})

    titles = [post.title for post in response.context["post_list"]]
    assert titles == ["A walnut radio, in the title", "Kettles"]
    shown = "Then a <mark>walnut</mark> &lt;b&gt;<mark>radio</mark>&lt;/b&gt;. End."
    assertContains(response, shown)


def test_tag_page_shows_its_posts_alone(client, make_post):
    tagged, other = make_post("Tagged", tags=["ORM"]), make_post("Other")

    response = client.get(f"{BLOG}tags/orm/")

    assertContains(response, tagged.title)
    assertNotContains(response, other.title)


def test_archive_has_years_and_months(client, make_post):
    post = make_post("In January", published_at=datetime(2026, 1, 31, tzinfo=UTC))
    other = make_post("In March", published_at=datetime(2026, 3, 1, tzinfo=UTC))

    year, month = client.get(f"{BLOG}2026/"), client.get(f"{BLOG}2026/1/")

    assertContains(year, post.title)
    assertContains(year, other.title)
    assertContains(month, post.title)
    assertNotContains(month, other.title)


@pytest.mark.parametrize(
    "path",
    [
        "99999/",
        "2026/13/",
        "2026/2/30/x/",
        "0000/0/0/x/",
        "99999/1/1/x/",
        "2026/1/1/%00/",
        "tags/none/",
        "tags/%00/",
        "drafts/9/",
        f"drafts/{10**30}/",
        "?page=0",
        f"?page={10**30}",
    ],
)
def test_what_does_not_exist_is_not_found(client, path):
    assert client.get(f"{BLOG}{path}").status_code == 404


def test_draft_is_not_found_but_for_its_author_and_editors(
    client, draft, author, editor, reader, moderator
):
    path = draft.get_absolute_url()
    assert client.get(path).status_code == 404

    for user, status in ((reader, 404), (moderator, 404), (author, 200), (editor, 200)):
        client.force_login(user)
        assert client.get(path).status_code == status, user


def test_author_writes_a_draft_and_publishes_it(client, author):
    client.force_login(author)
    form = {"title": "Mine", "body": "Text", "tags": "One, two, ONE"}

    response = client.post(f"{BLOG}new/", form)
    post = Post.objects.get()
    assertRedirects(response, f"{BLOG}drafts/{post.pk}/")
    assert post.author == author
    assert {tag.name for tag in post.tags.all()} == {"ONE", "two"}

    client.post(f"{BLOG}posts/{post.pk}/change/", form | {"publish": "on"})

    post.refresh_from_db()
    assert post.state == "published"


def test_post_is_scheduled_by_a_date_in_the_future(client, author):
    client.force_login(author)

    client.post(f"{BLOG}new/", {"title": "x", "body": "x", "published_at": "2090-01-02T03:04"})

    assert Post.objects.get().state == "scheduled"


def test_publish_now_publishes_a_scheduled_post(client, scheduled, author):
    client.force_login(author)
    page = client.get(f"{BLOG}posts/{scheduled.pk}/change/")
    shown = page.context["form"]["published_at"].value().strftime("%Y-%m-%dT%H:%M")

    client.post(
        f"{BLOG}posts/{scheduled.pk}/change/",
        {"title": "x", "body": "x", "published_at": shown, "publish": "on"},
    )

    scheduled.refresh_from_db()
    assert scheduled.state == "published"


def test_date_that_is_not_touched_stays_to_the_second(client, make_post, author, settings):
    settings.TIME_ZONE = "Europe/Zurich"  # 2:30 came twice on that day
    at = datetime(2025, 10, 26, 1, 30, 42, 190000, tzinfo=UTC)
    post = make_post(published_at=at)
    client.force_login(author)
    form = {"title": "New", "body": "x", "published_at": "2025-10-26T02:30"}

    client.post(f"{BLOG}posts/{post.pk}/change/", form)

    post.refresh_from_db()
    assert (post.title, post.published_at) == ("New", at)


@pytest.mark.parametrize("tags", ["x" * 41, ",".join(map(str, range(21))), "a\x0bb"])
def test_tags_that_cannot_be_used_are_refused(client, author, tags):
    client.force_login(author)

    response = client.post(f"{BLOG}new/", {"title": "x", "body": "x", "tags": tags})

    assert response.context["form"].errors.keys() == {"tags"}


def test_cover_is_stored_under_a_name_that_its_author_does_not_choose(client, author):
    client.force_login(author)
    cover = SimpleUploadedFile("holiday.png", draw("rays", seed=1))

    client.post(f"{BLOG}new/", {"title": "x", "body": "x", "cover": cover, "cover_alt": "Rays"})

    assert "holiday" not in Post.objects.get().cover.name


def test_readers_may_not_write_posts(client, reader):
    client.force_login(reader)

    assert client.get(f"{BLOG}new/").status_code == 403
    assert client.post(f"{BLOG}new/", {"title": "x", "body": "x"}).status_code == 403


def test_visitors_are_sent_to_sign_in(client, post):
    for path in ("new/", "mine/", f"posts/{post.pk}/change/", f"posts/{post.pk}/delete/"):
        assertRedirects(client.get(f"{BLOG}{path}"), f"/accounts/login/?next={BLOG}{path}")


def test_only_the_author_and_editors_change_a_post(client, make_post, make_user, author, editor):
    former = make_user("Former", "Authors")
    theirs, own = make_post("Theirs", author=former), make_post("Own")
    former.groups.clear()

    for user, post, status in ((author, theirs, 404), (author, own, 302), (editor, theirs, 302)):
        client.force_login(user)
        form = {"title": f"By {user}", "body": "x"}
        response = client.post(f"{BLOG}posts/{post.pk}/change/", form)
        assert response.status_code == status, user

    client.force_login(former)
    assert client.get(f"{BLOG}posts/{theirs.pk}/change/").status_code == 404
    Post.objects.update(published_at=None)
    client.force_login(author)
    for action in ("change", "delete"):
        assert client.get(f"{BLOG}posts/{theirs.pk}/{action}/").status_code == 404


def test_change_keeps_what_the_form_shows(client, make_post, author):
    post = make_post("Mine", tags=["a", "b"])
    client.force_login(author)
    form = client.get(f"{BLOG}posts/{post.pk}/change/").context["form"]

    client.post(
        f"{BLOG}posts/{post.pk}/change/",
        {
            "title": "Mine",
            "body": form["body"].value(),
            "tags": form["tags"].value(),
            "slug": post.slug,
            "published_at": timezone.localtime(post.published_at).strftime("%Y-%m-%dT%H:%M"),
        },
    )

    post.refresh_from_db()
    assert {tag.name for tag in post.tags.all()} == {"a", "b"}
    assert post.state == "published"


@pytest.mark.parametrize(
    "meanwhile", [{"title": "Theirs"}, {"body": "Theirs"}, {"tags": "theirs"}, {"cover_alt": "x"}]
)
def test_second_editor_is_told_and_nothing_is_lost(client, make_post, author, meanwhile):
    post = make_post("First", tags=["old"])
    url = f"{BLOG}posts/{post.pk}/change/"
    client.force_login(author)
    opened = client.get(url).context["form"]
    mine = {"title": "First", "body": "Text", "tags": "old", "slug": post.slug}
    assert client.post(url, mine | meanwhile).status_code == 302
    before = Post.objects.values().get()

    page = client.post(url, mine | {"body": "Mine", "version": opened["version"].value()})

    assert Post.objects.values().get() == before
    assertContains(page, "Somebody else saved this since you opened it")
    assertContains(page, "Mine</textarea>")

    again = {"version": page.context["form"]["version"].value()}
    assert client.post(url, mine | {"body": "Mine"} | again).status_code == 302
    assert Post.objects.get().body == "Mine"


def test_author_deletes_a_post_after_a_question(client, post, author):
    client.force_login(author)
    assert client.get(f"{BLOG}posts/{post.pk}/delete/").status_code == 200
    assert Post.objects.exists()

    client.post(f"{BLOG}posts/{post.pk}/delete/")

    assert not Post.objects.exists()


def test_my_posts_are_those_that_one_may_change(client, make_post, author, editor):
    make_post("Mine")
    make_post("Theirs", author=editor)

    client.force_login(author)
    assertNotContains(client.get(f"{BLOG}mine/"), "Theirs")
    client.force_login(editor)
    assertContains(client.get(f"{BLOG}mine/"), "Mine")


def test_what_is_beside_the_posts_is_kept_for_a_minute(
    client, reader, post, page_cache, django_assert_max_num_queries
):
    client.force_login(reader)
    with django_assert_max_num_queries(20) as first:
        client.get(BLOG)

    with django_assert_max_num_queries(20) as second:
        assertContains(client.get(BLOG), f"{BLOG}{post.day.year}/")

    assert len(second) <= len(first) - 3


def test_without_comments_posts_have_none_and_none_is_written(client, post, reader, settings):
    settings.BLOG_COMMENTS = False
    client.force_login(reader)

    response = client.post(f"{BLOG}posts/{post.pk}/comment/", {"body": "Hello"})

    assert response.status_code == 404
    assert not post.comments.exists()
    assertNotContains(client.get(post.get_absolute_url()), "comment")
    assertNotContains(client.get(BLOG), "comment")


def test_one_author_has_so_many_covers(client, author, make_post, settings):
    settings.MAX_PICTURES = 1
    client.force_login(author)
    post = make_post(cover=SimpleUploadedFile("cover.png", draw("bars", seed=1)), cover_alt="Bars")
    form = {"title": "Next", "body": "x", "cover_alt": "x"}

    cover = SimpleUploadedFile("cover.png", draw("bars", seed=1))
    response = client.post(f"{BLOG}new/", form | {"cover": cover})
    cover.seek(0)
    changed = client.post(f"{BLOG}posts/{post.pk}/change/", form | {"cover": cover})

    assert "the most that are allowed" in response.text
    assert changed.status_code == 302


def test_search_that_is_too_long_says_so_and_lists_nothing(client, post):
    response = client.get(BLOG, {"q": "x" * 201})

    assertContains(response, "at most 200 characters")
    assertNotContains(response, post.title)
