import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from blog.models import Comment, Post
from core.tests.marks import searches

pytestmark = pytest.mark.django_db

POSTS = "/admin/blog/post/"
COMMENTS = "/admin/blog/comment/"


def run_action(client, path, action, rows):
    form = {"action": action, "_selected_action": [row.pk for row in rows]}
    return client.post(path, form, follow=True)


def count_queries(client, path, django_assert_max_num_queries):
    with django_assert_max_num_queries(30) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


@pytest.mark.parametrize("path", [POSTS, COMMENTS])
def test_lists_cost_the_same_queries_at_any_length(
    client, editor, author, django_assert_max_num_queries, path
):
    def add(number):
        now = timezone.now()
        new = [
            Post(author=author, title=f"{number} {i}", slug=f"{number}-{i}", published_at=now)
            for i in range(number)
        ]
        posts = Post.objects.bulk_create(new)
        Comment.objects.bulk_create(Comment(post=p, author=author, body="x") for p in posts)

    client.force_login(editor)
    add(3)
    few = count_queries(client, path, django_assert_max_num_queries)
    add(20)

    assert count_queries(client, path, django_assert_max_num_queries) == few


@searches
def test_search_finds_words_of_title_and_body(client, editor, make_post):
    make_post("Kettles")
    make_post("Wheels")
    client.force_login(editor)

    response = client.get(POSTS, {"q": "kettle"})

    assertContains(response, "Kettles")
    assertNotContains(response, "Wheels")


@pytest.mark.parametrize(
    ("state", "title"), [("draft", "A draft"), ("scheduled", "Later"), ("published", "A post")]
)
def test_state_filter_shows_one_state(client, editor, post, draft, scheduled, state, title):
    client.force_login(editor)

    response = client.get(POSTS, {"state": state})

    assert [p.title for p in response.context["cl"].result_list] == [title]


def test_state_in_the_url_calls_no_other_method(client, editor, post):
    client.force_login(editor)

    client.get(POSTS, {"state": "delete"})

    assert Post.objects.exists()


def test_publish_action_publishes_drafts(client, editor, draft):
    client.force_login(editor)

    run_action(client, POSTS, "publish", [draft])

    draft.refresh_from_db()
    assert draft.state == "published"


def test_publish_action_finds_a_free_slug(client, editor, make_post, author):
    make_post("Same", published_at=timezone.now())
    drafts = [make_post("Same", published_at=None) for _ in range(2)]
    Post.objects.filter(pk__in=[draft.pk for draft in drafts]).update(slug="same")
    client.force_login(editor)

    run_action(client, POSTS, "publish", drafts)

    assert {post.slug for post in Post.objects.published()} == {"same", "same-2", "same-3"}


def test_editor_writes_posts_in_their_own_name_alone(client, editor, author):
    client.force_login(editor)
    form = {"title": "x", "slug": "x", "body": "x", "author": author.pk}
    inlines = {"comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0}

    client.post(f"{POSTS}add/", form | inlines)

    assert Post.objects.get().author == editor


def test_moderator_approves_comments_and_marks_spam(client, moderator, post, reader):
    good, bad = (post.add_comment(reader, body) for body in ("Nice", "Buy"))
    client.force_login(moderator)

    run_action(client, COMMENTS, "approve", [good])
    run_action(client, COMMENTS, "mark_as_spam", [bad])

    good.refresh_from_db()
    bad.refresh_from_db()
    assert (good.state, bad.state) == (Comment.State.APPROVED, Comment.State.SPAM)


def test_moderator_sees_posts_but_neither_changes_nor_publishes_them(client, moderator, draft):
    client.force_login(moderator)

    page = client.get(f"{POSTS}{draft.pk}/change/")
    run_action(client, POSTS, "publish", [draft])

    assertNotContains(page, 'name="_save"')
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_second_editor_is_told_in_the_admin_too(client, editor, post):
    url = f"{POSTS}{post.pk}/change/"
    client.force_login(editor)
    page = client.get(url)
    form = page.context["adminform"].form
    assertContains(page, form["version"].value())
    Post.objects.update(title="Theirs")
    mine = {name: value for name, value in form.initial.items() if value and name != "tags"}
    mine |= {"body": "Mine", "published_at_0": "2026-01-01", "published_at_1": "12:00"}
    inlines = {f"comments-{name}_FORMS": 0 for name in ("TOTAL", "INITIAL")}

    page = client.post(url, mine | inlines)

    assertContains(page, "Somebody else saved this since you opened it")
    assert Post.objects.get().title == "Theirs"
    again = {"version": page.context["adminform"].form["version"].value()}
    assert client.post(url, mine | inlines | again).status_code == 302
    assert Post.objects.get().body == "Mine"


def test_change_page_previews_the_body_and_lists_comments(client, editor, post, reader):
    Post.objects.update(body="**bold**")
    post.add_comment(reader, "A remark")
    client.force_login(editor)

    response = client.get(f"{POSTS}{post.pk}/change/")

    assertContains(response, "<strong>bold</strong>")
    assertContains(response, "A remark")
