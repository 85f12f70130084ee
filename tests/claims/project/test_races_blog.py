"""Of several people who save the same name at the same moment, nobody sees an error."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.claims.races import faster

pytest.importorskip("blog")

from blog.models import Post, Tag
from blog.tests import conftest

author = conftest.author

FORM = {
    "title": "Same title",
    "body": "Text",
    "tags": "New, Same",
    "published_at": "2026-03-04T12:00",
}


def rival_post(author):
    post = Post(author=author, title="Same title", slug="same-title", body="Text")
    post.published_at = timezone.make_aware(timezone.datetime(2026, 3, 4, 12))
    post.day = timezone.localdate(post.published_at)
    return Post.objects.bulk_create([post])


@pytest.mark.parametrize(
    ("model", "save"),
    [
        (Post, rival_post),
        (Tag, lambda _: Tag.objects.bulk_create([Tag(name="New", slug="new")])),
        (Tag, lambda _: Tag.objects.bulk_create([Tag(name="Others'", slug="new")])),
    ],
    ids=["slug of the day", "name of a tag", "slug of a tag"],
)
def test_post_is_saved_though_another_was_faster(client, author, model, save):
    client.force_login(author)

    with faster(model, lambda: save(author)) as rivals:
        response = client.post(f"{conftest.BLOG}new/", FORM)

    assert rivals
    assert response.status_code == 302
    assert {tag.name for tag in Post.objects.latest("pk").tags.all()} == {"New", "Same"}


def test_tag_that_another_has_made_meanwhile_is_no_error_in_the_admin(admin_client):
    with faster(Tag, lambda: Tag.objects.bulk_create([Tag(name="New", slug="new")])) as rivals:
        response = admin_client.post(reverse("admin:blog_tag_add"), {"name": "New", "slug": "new"})

    assert rivals
    assert response.status_code in {200, 302}


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_eight_posts_at_once_with_one_title_and_one_tag_are_all_saved(author):
    clients = [Client() for _ in range(8)]
    for client in clients:
        client.force_login(author)
    start = Barrier(len(clients))

    def post(client):
        start.wait(60)
        with closing(connection):
            return client.post(f"{conftest.BLOG}new/", FORM).status_code

    with ThreadPoolExecutor(len(clients)) as threads:
        statuses = list(threads.map(post, clients))

    assert statuses == [302] * 8
    assert Post.objects.values("slug", "day").distinct().count() == 8
    assert Tag.objects.count() == 2
