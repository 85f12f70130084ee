from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.utils import timezone
from model_bakery import baker

from accounts import personal_data
from blog.models import Comment, Post, Tag
from blog.tests.conftest import BLOG
from core.demo_images import draw

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)


def test_address_has_the_day_and_the_slug(make_post):
    post = make_post("Hello, World!", published_at=NOON)

    assert post.get_absolute_url() == f"{BLOG}2026/1/2/hello-world/"


def test_day_is_that_of_the_site_and_not_of_utc(make_post, client, settings):
    settings.TIME_ZONE = "Pacific/Kiritimati"  # 14 hours ahead

    post = make_post("Hello", published_at=NOON)

    assert post.get_absolute_url() == f"{BLOG}2026/1/3/hello/"
    assert client.get(post.get_absolute_url()).status_code == 200


def test_second_post_with_the_same_title_on_a_day_gets_a_number(make_post):
    slugs = [make_post("Same", published_at=NOON).slug for _ in range(3)]

    assert slugs == ["same", "same-2", "same-3"]


def test_title_in_another_script_keeps_its_letters(make_post):
    assert make_post("日本語のタイトル").slug == "日本語のタイトル"


def test_title_without_letters_still_gets_an_address(make_post):
    assert make_post("!!!").slug == "post"


def test_slug_that_is_taken_on_the_day_is_refused_in_words(make_post, author):
    make_post("Same", published_at=NOON)
    post = Post(author=author, title="x", body="x", slug="same", published_at=NOON)

    with pytest.raises(ValidationError, match="Another post of 2026-01-02 has the slug “same”"):
        post.full_clean()


def test_database_refuses_a_second_slug_on_a_day_too(make_post):
    make_post("Same", published_at=NOON)
    other = make_post("Other", published_at=NOON)

    with pytest.raises(IntegrityError):
        Post.objects.filter(pk=other.pk).update(slug="same")


def test_publish_makes_a_draft_readable_and_gives_it_a_dated_address(draft):
    draft.publish()

    assert draft.state == "published"
    assert draft.day == timezone.localdate()
    assert draft in Post.objects.published()


def test_cover_needs_a_description(author):
    cover = SimpleUploadedFile("cover.png", draw("bars", seed=1))
    post = Post(author=author, title="x", body="x", cover=cover)

    with pytest.raises(ValidationError, match="Describe the cover"):
        post.full_clean()


def test_teaser_is_the_summary_or_the_first_words_without_markup(make_post):
    long = make_post(summary="")
    long.body = "**Bold** & [linked](https://example.com/)" + " word" * 50

    assert make_post(summary="Short").teaser == "Short"
    assert long.teaser == "Bold & linked" + " word" * 37 + "…"


def test_cover_leaves_the_storage_with_its_post(make_post, django_capture_on_commit_callbacks):
    post = make_post(cover=SimpleUploadedFile("cover.png", draw("bars", seed=1)))
    path = Path(post.cover.path)
    assert path.exists()

    with django_capture_on_commit_callbacks(execute=True):
        post.delete()

    assert not path.exists()


def test_comment_waits_unless_its_writer_is_trusted(post, reader, author, moderator):
    states = [post.add_comment(who, "Hello").state for who in (reader, author, moderator)]

    assert states == [Comment.State.HELD, Comment.State.APPROVED, Comment.State.APPROVED]


def test_export_has_what_the_person_wrote_and_nothing_of_others(author, reader):
    post = baker.make(Post, author=author, title="A post")
    post.tags.set(Tag.objects.named(["orm", "sql"]))
    baker.make(Comment, post=post, author=reader, body="A comment")

    [row] = personal_data.export(author)["posts"]
    assert (row["title"], sorted(row["tags__name"])) == ("A post", ["orm", "sql"])
    assert "comments" not in row
    assert personal_data.export(author)["comments"] == []
    assert [row["body"] for row in personal_data.export(reader)["comments"]] == ["A comment"]


def test_deletion_takes_posts_and_comments_of_the_person_and_nothing_of_others(author, reader):
    post, other = baker.make(Post, author=author), baker.make(Post, author=reader)
    baker.make(Comment, post=post, author=reader)
    comment = baker.make(Comment, post=other, author=reader)
    baker.make(Comment, post=other, author=author)
    assert set(personal_data.deleted(author)) == {(1, "post"), (2, "comments")}

    author.delete()

    assert list(Post.objects.all()) == [other]
    assert list(Comment.objects.all()) == [comment]


def test_tag_is_found_by_its_name_whatever_its_slug_is_and_in_any_case():
    tag = Tag.objects.create(name="JavaScript", slug="js")

    assert Tag.objects.named(["JavaScript"]) == [tag]
    assert list(Tag.objects.filter(name__icontains="javas")) == [tag]


@pytest.mark.parametrize(
    ("names", "count"),
    [
        (["Ärger", "ärger", "ÄRGER"], 1),
        (["Straße", "Strasse"], 1),
        (["Résumé", "Resume"], 2),
        (["чай", "чаи"], 2),
        (["🇫🇷", "🇩🇪", "☕"], 3),
        (["C", "c", "C++", "C#"], 3),
        (["ﷺ" * 40, "ﷺ" * 40, "ﷺ" * 39], 2),
    ],
)
def test_tags_are_the_same_on_every_database(names, count):
    tags = [tag for name in names for tag in Tag.objects.named([name])]

    assert len(set(tags)) == count
    assert [tag.name.casefold() for tag in tags] == [name.casefold() for name in names]
