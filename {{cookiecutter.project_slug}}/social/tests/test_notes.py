import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from core.demo_images import draw
from core.tests.marks import searches
from social.models import Hashtag, Like, Note, Notification, Profile
from social.tests.conftest import SOCIAL

pytestmark = pytest.mark.django_db


def many(author, number):
    """Save many notes with likes."""
    anna = Profile.objects.get(handle="anna")
    notes = Note.objects.bulk_create(
        Note(author=author, text=f"Note {n} @anna #tag", image="notes/x.png", image_alt="x")
        for n in range(number)
    )
    Like.objects.bulk_create(Like(profile=author, note=note) for note in notes)
    Notification.objects.bulk_create(
        Notification(recipient=anna, actor=author, kind="like", note=n) for n in notes
    )
    tag, _ = Hashtag.objects.get_or_create(name="tag")
    tag.notes.add(*notes)


def test_writing_publishes_with_tags_and_mentions(as_anna, anna, bert):
    response = as_anna.post(f"{SOCIAL}notes/new/", {"text": "Hi @Bert, #Django is #fun"})

    note = Note.objects.get()
    assertRedirects(response, SOCIAL)
    assert note.author == anna
    assert {str(tag) for tag in note.hashtags.all()} == {"#django", "#fun"}
    assert [(n.kind, n.actor) for n in bert.notifications.all()] == [("mention", anna)]


def test_text_becomes_links_and_nothing_else(as_anna, anna, write):
    note = write(anna, "<b>@bert</b> #one https://example.com/a?b=1&c=2. a@b.example\nNext")

    html = note.text_html

    assert "&lt;b&gt;" in html
    assert f'<a href="{SOCIAL}@bert/">@bert</a>' in html
    assert f'<a href="{SOCIAL}tags/one/">#one</a>' in html
    assert 'href="https://example.com/a?b=1&amp;c=2"' in html
    assert f"{SOCIAL}@b/" not in html
    assert "<br>" in html


def test_timeline_has_own_and_followed_notes(as_anna, anna, bert, make_person, write):
    own, followed, other = write(anna), write(bert), write(make_person("carl"))
    anna.follow(bert)

    response = as_anna.get(SOCIAL)

    assert response.context["page"] == [followed, own]
    assert other in as_anna.get(f"{SOCIAL}everybody/").context["page"]


def test_pages_follow_each_other_without_gaps(client, anna, write):
    notes = [write(anna, f"Note {number}") for number in range(45)]
    seen, path = [], f"{SOCIAL}everybody/"
    while path:
        response = client.get(path)
        seen += response.context["page"]
        more = re.search(r'rel="next" href="(\?after=[^"]+)"', response.text)
        path = more and f"{SOCIAL}everybody/{more[1]}"
        if len(seen) == 20:
            write(anna, "Written meanwhile")

    assert seen == notes[::-1]


QUERIES = {
    SOCIAL: 6,
    f"{SOCIAL}everybody/": 6,
    f"{SOCIAL}tags/tag/": 7,
    f"{SOCIAL}@bert/": 10,
    f"{SOCIAL}search/?q=note": 10,
    f"{SOCIAL}notifications/": 6,
    "/api/social/notes/": 6,
    "/api/social/timeline/": 6,
    "/api/social/profiles/": 6,
}


@pytest.mark.parametrize("path", QUERIES)
def test_lists_cost_the_same_queries_with_10_and_with_500(
    as_anna, anna, bert, path, django_assert_max_num_queries
):
    anna.follow(bert)
    many(bert, 10)
    as_anna.get(path)  # The first request of a minute begins to count them.
    with django_assert_max_num_queries(QUERIES[path]) as few:
        as_anna.get(path)

    many(bert, 490)

    with django_assert_max_num_queries(QUERIES[path]) as lots:
        as_anna.get(path)
    assert len(few) == len(lots)


def test_new_notes_are_told_again_in_another_language(as_anna, anna, write):
    write(anna)
    english = as_anna.get(f"{SOCIAL}new/").headers["ETag"]

    response = as_anna.get(
        f"{SOCIAL}new/", headers={"if-none-match": english, "accept-language": "de"}
    )

    assert response.status_code == 200


def test_new_notes_are_counted_and_nothing_new_is_304(as_anna, anna, write):
    first = write(anna)
    path = f"{SOCIAL}new/?since={first.pk}"
    quiet = as_anna.get(path)
    etag = {"if-none-match": quiet.headers["ETag"]}
    assert as_anna.get(path, headers=etag).status_code == 304

    write(anna)

    response = as_anna.get(path, headers=etag)
    assertContains(response, "1 new note")
    assert "private" in response.headers["Cache-Control"]
    assert "no-cache" in response.headers["Cache-Control"]


@pytest.mark.parametrize("page", ["x", "-1", f"{10**30}", "٣", "WyJwayJd:1:x", "%00"])
def test_page_that_the_site_did_not_name_is_not_found(client, page):
    assert client.get(f"{SOCIAL}everybody/?after={page}").status_code == 404


@pytest.mark.parametrize(
    "path", ["notes/9/", f"notes/{10**30}/", "@nobody/", "tags/none/", "@nobody/feed/"]
)
def test_what_does_not_exist_is_not_found(client, path):
    assert client.get(f"{SOCIAL}{path}").status_code == 404


def test_like_and_undo(as_anna, anna, bert, write):
    note = write(bert)

    for _ in range(2):
        as_anna.post(f"{SOCIAL}notes/{note.pk}/like/")
    assert Like.objects.count() == 1
    assert [n.kind for n in bert.notifications.all()] == ["like"]

    as_anna.post(f"{SOCIAL}notes/{note.pk}/like/", {"undo": "1"})
    as_anna.post(f"{SOCIAL}notes/{note.pk}/like/")

    assert bert.notifications.count() == 1


def test_script_gets_the_liked_note_alone(as_anna, bert, write):
    note = write(bert)

    response = as_anna.post(f"{SOCIAL}notes/{note.pk}/like/", headers={"hx-request": "true"})

    assertContains(response, "♥ 1")
    assertNotContains(response, "<html")


def test_reply_stands_below_its_note_and_tells_its_author(as_anna, anna, bert, write):
    note = write(bert)

    response = as_anna.post(f"{SOCIAL}notes/{note.pk}/reply/", {"text": "Yes!"})

    assertRedirects(response, f"{SOCIAL}notes/{note.pk}/")
    assertContains(as_anna.get(f"{SOCIAL}notes/{note.pk}/"), "Yes!")
    assert [n.kind for n in bert.notifications.all()] == ["reply"]


def test_reply_outlives_the_note_it_replies_to(anna, bert, write):
    note = write(bert)
    reply = write(anna, "Yes!", parent=note)

    note.delete()

    reply.refresh_from_db()
    assert reply.parent is None


def test_note_of_another_is_not_deleted(as_anna, bert, write):
    note = write(bert)

    assert as_anna.post(f"{SOCIAL}notes/{note.pk}/delete/").status_code == 404
    assert Note.objects.exists()


def test_own_note_is_deleted(as_anna, anna, write):
    as_anna.post(f"{SOCIAL}notes/{write(anna).pk}/delete/")

    assert not Note.objects.exists()


@pytest.mark.parametrize("data", [{"text": ""}, {"text": "x" * 501}, {"text": "\0"}, {"text": " "}])
def test_note_that_cannot_be_one_is_refused(as_anna, data):
    response = as_anna.post(f"{SOCIAL}notes/new/", data)

    assert response.status_code == 200
    assert not Note.objects.exists()


def test_picture_is_made_anew_and_needs_a_description(as_anna):
    content = draw("bars", seed=1) + b"<script>tail</script>"
    data = {"text": "Look", "image": SimpleUploadedFile("../me.png", content)}

    refused = as_anna.post(f"{SOCIAL}notes/new/", data)
    data["image"].seek(0)
    as_anna.post(f"{SOCIAL}notes/new/", data | {"image_alt": "Bars"})

    assertContains(refused, "Describe the picture")
    note = Note.objects.get()
    assert re.fullmatch(r"notes/[0-9a-f-]{36}\.png", note.image.name)
    with note.image.open() as stored:
        assert b"tail" not in stored.read()


@pytest.mark.parametrize("content", [b"<svg onload=alert(1)>", b"GIF89a", b"\x89PNG broken"])
def test_file_that_is_no_picture_is_refused(as_anna, content):
    data = {"text": "x", "image": SimpleUploadedFile("me.png", content), "image_alt": "x"}

    as_anna.post(f"{SOCIAL}notes/new/", data)

    assert not Note.objects.exists()


@pytest.mark.parametrize("words", ["' OR 1=1 --", "%", "\0", "_", "x" * 200, "@anna"])
def test_odd_search_breaks_nothing(client, anna, words):
    assert client.get(f"{SOCIAL}search/", {"q": words}).status_code == 200


@searches
def test_search_finds_people_and_notes(client, anna, bert, write):
    note = write(bert, "A walnut radio")

    people = client.get(f"{SOCIAL}search/", {"q": "@ann*"}).context["people"]
    notes = client.get(f"{SOCIAL}search/", {"q": "radio walnut"}).context["page"]

    assert (list(people), notes) == ([anna], [note])


def test_one_person_has_so_many_pictures(as_anna, anna, bert, settings):
    settings.MAX_PICTURES = 1
    data = {"text": "x", "image_alt": "x"}
    Note.objects.create(author=bert, image="notes/of-bert.png")

    def post():
        picture = SimpleUploadedFile("me.png", draw("bars", seed=1))
        return as_anna.post(f"{SOCIAL}notes/new/", data | {"image": picture})

    assert post().status_code == 302
    assertContains(post(), "the most that are allowed")
    assert as_anna.post(f"{SOCIAL}notes/new/", {"text": "y"}).status_code == 302
    assert anna.notes.exclude(image="").count() == 1


@pytest.mark.parametrize("write", ["page", "api"])
def test_end_of_a_line_counts_as_one_character(as_anna, write):
    note = {"text": "\r\n".join(["x" * 82] * 5 + ["y" * 85])}  # as a browser sends 500 characters

    if write == "page":
        as_anna.post(f"{SOCIAL}notes/new/", note)
    else:
        as_anna.post("/api/social/notes/", note, content_type="application/json")

    assert len(Note.objects.get().text) == 500


def test_note_that_is_sent_twice_is_one(as_anna, anna, write):
    parent = write(anna, "Parent")

    for path in ("notes/new/", "notes/new/", f"notes/{parent.pk}/reply/"):
        as_anna.post(f"{SOCIAL}{path}", {"text": "Again"})

    assert Note.objects.filter(text="Again").count() == 2
