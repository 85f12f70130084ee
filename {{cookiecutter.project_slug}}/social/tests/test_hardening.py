"""What people, programs and databases do that nobody thinks of first."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from model_bakery import baker
from pytest_django.asserts import assertContains, assertNotContains

from accounts import personal_data
from core.tests.marks import searches
from social.models import Note, Notification, Profile, Report
from social.tests.conftest import SOCIAL
from social.text import hashtags_in, render

pytestmark = pytest.mark.django_db

LONG = "9" * 5000  # Python refuses to make a number of more than 4300 digits.
LETTERS = st.text(st.sampled_from("@#_aA9İŉǰẞΐՙְ̇‿·é陈😀\u200d <&\"'/:.\n"), max_size=60)
LISTS = ["", "everybody/", "search/?q=Hello", "tags/tag/", "@anna/"]


@given(LETTERS)
def test_every_text_becomes_html_that_links_to_pages(text):
    html = render(text)

    assert "<script" not in html
    assert all(len(name) <= 50 for name in hashtags_in(text))


@pytest.mark.parametrize("tag", ["İstanbul", "ŉ", "ǰazz", "ΐ", "İ" * 50])
def test_a_tag_that_grows_in_lower_case_breaks_no_page(as_anna, anna, tag):
    response = as_anna.post(f"{SOCIAL}notes/new/", {"text": f"Hello #{tag}"}, follow=True)

    assertContains(response, f"#{tag}")
    for path in re.findall(rf'href="({SOCIAL}tags/[^"]+)"', response.text):
        assertContains(as_anna.get(path), f"#{tag}")


@pytest.mark.parametrize("path", ["everybody/?after=", "new/?since=", "search/?q=x&after="])
def test_a_number_without_end_is_not_found(client, path):
    assert client.get(f"{SOCIAL}{path}{LONG}").status_code == 404


def test_a_request_without_end_is_not_found(as_anna):
    assert as_anna.post(f"{SOCIAL}requests/", {"follow": LONG}).status_code == 404


@pytest.mark.parametrize("handle", ["%00", "a%00b", "x" * 3000])
def test_a_handle_that_cannot_be_one_is_not_found(as_anna, handle):
    assert as_anna.get(f"/api/social/profiles/{handle}").status_code == 404
    assert as_anna.get(f"{SOCIAL}@{handle}/").status_code == 404
    assert as_anna.get(f"{SOCIAL}tags/{handle}/").status_code == 404


def test_a_null_character_unblocks_nobody(as_anna):
    assert as_anna.post(f"{SOCIAL}blocked/", {"handle": "\0"}).status_code == 404


@pytest.mark.parametrize("action", ["notes/{}/like/", "notes/{}/reply/", "@bert/follow/"])
def test_after_signing_in_one_lands_on_a_page(client, anna, bert, write, action):
    response = client.post(f"{SOCIAL}{action.format(write(bert).pk)}")
    landing = response.headers["Location"].partition("next=")[2]
    client.force_login(anna.user)

    assert client.get(landing).status_code == 200


@pytest.mark.parametrize("fate", ["private", "blocked", "hidden"])
def test_export_shows_no_words_that_one_may_not_read(anna, bert, write, fate):
    note = write(bert, "Top secret")
    note.like(anna)
    Report.objects.create(reporter=anna, note=note, reason="spam")
    if fate == "private":
        bert.is_private = True
        bert.save()
    elif fate == "blocked":
        bert.block(anna)
    else:
        Note.objects.update(is_hidden=True)

    assert "Top secret" not in str(personal_data.export(anna.user))


@searches
@pytest.mark.parametrize("path", LISTS)
def test_script_gets_the_next_page_of_every_list(as_anna, anna, write, path):
    write(anna, "Hello #tag")

    response = as_anna.get(f"{SOCIAL}{path}", headers={"hx-request": "true"})

    assertContains(response, "Hello")
    assertNotContains(response, "<html")
    assert "HX-Request" in response.headers["Vary"]


def test_two_equal_notifications_break_nothing(anna, bert):
    baker.make(Notification, recipient=bert, actor=anna, kind="follow", note=None, _quantity=2)

    anna.follow(bert)

    assert bert.notifications.count() == 2


def test_a_hidden_note_stays_hidden_when_its_report_is_dismissed(anna, bert, reader, write):
    report = Report.objects.create(reporter=anna, note=write(bert), reason="spam")
    Note.objects.update(is_hidden=True)  # by a moderator, on the page of the note

    report.handle(reader, Report.State.DISMISSED)

    assert Note.objects.get().is_hidden


def test_a_report_that_is_handled_is_not_written_anew(as_anna, anna, bert, reader, write):
    note = write(bert)
    report = Report.objects.create(reporter=anna, note=note, reason="spam", comment="Before")
    report.handle(reader, Report.State.DISMISSED)

    as_anna.post(f"{SOCIAL}notes/{note.pk}/report/", {"reason": "abuse", "comment": "After"})

    report.refresh_from_db()
    assert (report.comment, report.state) != ("After", Report.State.DISMISSED)


def test_report_takes_no_control_characters(as_anna, bert, write):
    note = write(bert)

    as_anna.post(f"{SOCIAL}notes/{note.pk}/report/", {"reason": "spam", "comment": "a\x0bb"})

    assert not Report.objects.exists()


def test_notes_of_others_are_not_listed_with_the_account_that_goes(anna, bert, write):
    write(bert, "Theirs", parent=write(anna))

    assert personal_data.kept(anna.user) == []


def test_a_tag_that_only_private_people_use_is_not_found(client, make_person, write):
    quiet = make_person("quiet", is_private=True)
    write(quiet, "#surprise")

    assert client.get(f"{SOCIAL}tags/surprise/").status_code == 404


def test_feed_of_somebody_without_a_name_hides_their_address(client, anna):
    anna.user.name = ""
    anna.user.save()

    assertNotContains(client.get(f"{SOCIAL}@anna/feed/"), anna.user.email)


def test_reply_to_an_invisible_note_leads_nowhere_else(client, anna, make_person, write):
    quiet = make_person("quiet", is_private=True)
    quiet_note = write(quiet, "Secret")
    write(anna, "Yes", parent=quiet_note)

    page = client.get(f"{SOCIAL}everybody/")

    assertContains(page, "Yes")
    assertNotContains(page, quiet_note.get_absolute_url())
    assert client.get("/api/social/notes/").json()["items"][0]["parent"] is None


def test_requests_of_closed_accounts_are_not_shown(as_anna, anna, bert):
    Profile.objects.filter(pk=anna.pk).update(is_private=True)
    anna.refresh_from_db()
    bert.follow(anna)
    bert.user.is_active = False
    bert.user.save()

    assertNotContains(as_anna.get(f"{SOCIAL}requests/"), "@bert")


def test_thread_shows_all_that_a_reply_answers(client, anna, bert, write):
    first = write(anna, "The first")
    second = write(bert, "The second", parent=first)
    third = write(anna, "The third", parent=second)

    page = client.get(third.get_absolute_url())

    for text in ("The first", "The second", "The third"):
        assertContains(page, text)


def test_handle_is_put_into_lower_case(client, reader):
    client.force_login(reader)

    client.post(f"{SOCIAL}profile/", {"handle": "Rita_1"})

    assert Profile.objects.get().handle == "rita_1"
