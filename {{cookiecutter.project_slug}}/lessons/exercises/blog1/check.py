from datetime import timedelta

import pytest
from blog1.related import related_posts
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from blog.models import Post, Tag

pytestmark = pytest.mark.django_db


@pytest.fixture
def make_post(make_user):
    author = make_user("Author")
    tags = {name: Tag.objects.create(name=name, slug=name) for name in ("tea", "cake", "bread")}

    def make(title, *names, days_ago=None):
        at = None if days_ago is None else timezone.now() - timedelta(days=days_ago)
        post = Post.objects.create(author=author, title=title, body="Text", published_at=at)
        post.tags.set([tags[name] for name in names])
        return post

    return make


@pytest.fixture
def post(make_post, word):
    """Return a post among others: some share a tag with it, one of them both."""
    make_post(f"Draft {word}", "tea")
    make_post(f"Tomorrow {word}", "tea", days_ago=-1)
    make_post(f"Old {word}", "cake", days_ago=9)
    make_post(f"Both {word}", "cake", "tea", days_ago=5)
    make_post(f"New {word}", "tea", "bread", days_ago=1)
    make_post(f"Other {word}", "bread", days_ago=2)
    return make_post(f"Itself {word}", "tea", "cake", days_ago=3)


def names(posts):
    return [post.title.split()[0] for post in posts]


def check_drafts_and_posts_of_the_future_are_hidden(post):
    found = names(related_posts(post))

    assert "Draft" not in found, "A draft is shown to everybody: it has no published_at."
    assert "Tomorrow" not in found, "A post that is published tomorrow is shown today."


def check_each_post_that_shares_a_tag_is_there_once_and_newest_first(post):
    found = names(related_posts(post))

    assert "Itself" not in found, "The post is related to itself: leave it out."
    assert "Other" not in found, "A post that shares no tag is shown."
    assert found.count("Both") == 1, (
        f"A post that shares two tags is there {found.count('Both')}×, once for each tag."
    )
    assert found == ["New", "Both", "Old"], f"It gave {found}: the newest should come first."


def check_what_was_published_a_moment_ago_is_there(post, make_post):
    make_post("Now", "tea", days_ago=0)

    assert "Now" in names(related_posts(post)), (
        "A post that was published a moment ago is missing: ask for the time in each call, and not "
        "when the module is loaded."
    )


def check_it_is_a_queryset_that_can_be_asked_further(post, word):
    posts = related_posts(post)

    assert isinstance(posts, QuerySet), f"It is a {type(posts).__name__}, and should be a queryset."
    first = names(posts.with_author_and_tags()[:2])
    assert first == ["New", "Both"], f"The first two should be New and Both, and are {first}."
    narrowed = posts.filter(title=f"Old {word}")
    assert names(narrowed) == ["Old"], "It cannot be filtered further."


def check_the_database_is_asked_once(post):
    with CaptureQueriesContext(connection) as queries:
        list(related_posts(post))

    assert len(queries) == 1, f"It took {len(queries)} queries, and one is enough."


def check_a_post_without_tags_has_no_relatives(post, make_post):
    found = names(related_posts(make_post("Alone", days_ago=1)))

    assert found == [], f"A post without tags is related to {found}."
