import re
from email.policy import SMTP

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from accounts import personal_data
from social.models import Block, Follow, Note, Notification, Profile, Report
from social.tasks import send_digest, send_digests
from social.tests.conftest import SOCIAL

pytestmark = pytest.mark.django_db


def test_handle_comes_first(client, reader):
    client.force_login(reader)
    assertRedirects(client.post(f"{SOCIAL}notes/new/", {"text": "x"}), f"{SOCIAL}profile/")

    response = client.post(f"{SOCIAL}profile/", {"handle": "rita", "bio": "Hi"})

    assertRedirects(response, f"{SOCIAL}@rita/")
    assert Profile.objects.get().user == reader


@pytest.mark.parametrize("handle", ["", "ab", "x" * 31, "a b", "a-b", "éàü", "Anna", "anna"])
def test_handle_that_is_none_or_taken_is_refused(client, reader, anna, handle):
    client.force_login(reader)

    assert client.post(f"{SOCIAL}profile/", {"handle": handle}).status_code == 200
    assert Profile.objects.count() == 1


def test_handle_stays(as_anna, anna):
    as_anna.post(f"{SOCIAL}profile/", {"handle": "other", "bio": "New"})

    anna.refresh_from_db()
    assert (anna.handle, anna.bio) == ("anna", "New")


def test_follow_and_unfollow(as_anna, anna, bert):
    as_anna.post(f"{SOCIAL}@bert/follow/")
    assert Follow.objects.get().state == "accepted"
    assertContains(as_anna.get(f"{SOCIAL}@bert/"), "Unfollow")
    assertContains(as_anna.get(f"{SOCIAL}@bert/followers/"), "@anna")

    as_anna.post(f"{SOCIAL}@bert/unfollow/")

    assert not Follow.objects.exists()
    assert bert.notifications.count() == 1


@pytest.mark.parametrize("page", ["@anna/followers/", "@anna/following/", "requests/", "blocked/"])
def test_lists_of_people_cost_the_same_queries_at_any_length(
    as_anna, anna, page, django_assert_max_num_queries
):
    def crowd(number):
        users = get_user_model().objects.bulk_create(
            get_user_model()(email=f"p{number}.{n}@example.com", name="P") for n in range(number)
        )
        people = Profile.objects.bulk_create(
            Profile(user=user, handle=f"p{user.pk}") for user in users
        )
        third = len(people) // 3
        Follow.objects.bulk_create(
            [Follow(follower=p, followed=anna, state="accepted") for p in people[:third]]
            + [Follow(follower=anna, followed=p, state="accepted") for p in people[:third]]
            + [Follow(follower=p, followed=anna, state="requested") for p in people[third:-third]]
        )
        Block.objects.bulk_create(Block(blocker=anna, blocked=p) for p in people[-third:])

    crowd(10)
    with django_assert_max_num_queries(8) as few:
        assert as_anna.get(f"{SOCIAL}{page}").status_code == 200

    crowd(60)

    with django_assert_max_num_queries(8) as lots:
        as_anna.get(f"{SOCIAL}{page}")
    assert len(few) == len(lots)


def test_private_person_is_asked_first(as_anna, anna, make_person, write):
    quiet = make_person("quiet", is_private=True)
    note = write(quiet, "A secret")
    as_anna.post(f"{SOCIAL}@quiet/follow/")
    assertNotContains(as_anna.get(f"{SOCIAL}@quiet/"), "A secret")
    client = Client()
    client.force_login(quiet.user)

    client.post(f"{SOCIAL}requests/", {"follow": Follow.objects.get().pk, "answer": "accept"})

    assert note in as_anna.get(SOCIAL).context["page"]


def test_request_is_declined_and_not_by_others(as_anna, anna, bert, make_person):
    quiet = make_person("quiet", is_private=True)
    bert.follow(quiet)
    follow = Follow.objects.get()

    assert as_anna.post(f"{SOCIAL}requests/", {"follow": follow.pk}).status_code == 404
    assert as_anna.post(f"{SOCIAL}requests/", {"follow": "x"}).status_code == 404
    client = Client()
    client.force_login(quiet.user)
    client.post(f"{SOCIAL}requests/", {"follow": follow.pk, "answer": "decline"})

    assert not Follow.objects.exists()


def test_requests_are_accepted_when_a_person_is_no_longer_private(anna, make_person):
    quiet = make_person("quiet", is_private=True)
    anna.follow(quiet)

    quiet.is_private = False
    quiet.save()

    assert Follow.objects.get().state == "accepted"


def test_block_ends_following_and_is_taken_back(as_anna, anna, bert):
    anna.follow(bert)
    bert.follow(anna)

    as_anna.post(f"{SOCIAL}@bert/block/")
    assert not Follow.objects.exists()
    assert as_anna.post(f"{SOCIAL}@bert/follow/").status_code == 404
    assertContains(as_anna.get(f"{SOCIAL}blocked/"), "@bert")
    as_anna.post(f"{SOCIAL}blocked/", {"handle": "bert"})

    assert not Block.objects.exists()
    assert as_anna.get(f"{SOCIAL}@bert/").status_code == 200


def test_one_neither_follows_nor_blocks_oneself(as_anna, anna):
    for action in ("follow", "block"):
        response = as_anna.post(f"{SOCIAL}@anna/{action}/", follow=True)
        assert "yourself" in response.text
    with pytest.raises(IntegrityError), transaction.atomic():
        Block.objects.create(blocker=anna, blocked=anna)


def test_reading_marks_notifications(as_anna, anna, bert, write):
    write(bert, "@anna")
    assertContains(as_anna.get(SOCIAL), '<span class="badge">1</span>', html=True)

    as_anna.post(f"{SOCIAL}notifications/")

    assert anna.notifications.unread().count() == 0


def test_digest_is_mailed_once(anna, bert, write):
    write(bert, "@anna Soup?")
    send_digests.enqueue()
    send_digests.enqueue()
    send_digest.enqueue(anna.pk)

    assert [message.to for message in mail.outbox] == [[anna.user.email]]
    assert "@bert mentions you: @anna Soup?" in mail.outbox[0].body


def test_digest_is_ended_by_its_links_and_by_the_header_for_mail_programs(
    settings, client, anna, bert, write
):
    settings.SITE_URL = "https://social.example"
    write(bert, "@anna Soup?")
    send_digest.enqueue(anna.pk)
    message = mail.outbox[0].message()
    sent = mail.outbox[0].message(policy=SMTP).as_string()
    url = re.search(r"(?m)^List-Unsubscribe: <(\S+)>\r?$", sent)[1]
    path = url.removeprefix("https://social.example")

    assert f"https://social.example{SOCIAL}notifications/" in mail.outbox[0].body
    assert url in mail.outbox[0].body
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assertContains(client.get(path), "Unsubscribe</button>")
    assert Profile.objects.get(pk=anna.pk).wants_digest

    response = Client(enforce_csrf_checks=True).post(path, {"List-Unsubscribe": "One-Click"})

    assert response.status_code == 200
    assert not Profile.objects.get(pk=anna.pk).wants_digest
    assert client.get(path.replace(f"/{anna.pk}:", f"/{bert.pk}:")).status_code == 404


def test_digest_is_for_those_who_want_it(anna, bert, write):
    write(bert, "@anna")
    Profile.objects.update(wants_digest=False)

    send_digests.enqueue()
    send_digest.enqueue(anna.pk)
    send_digest.enqueue(999)

    assert mail.outbox == []


def test_report_waits_for_moderators_who_hide_the_note(as_anna, bert, make_user, client, write):
    note = write(bert, "Cheap watches")
    as_anna.post(f"{SOCIAL}notes/{note.pk}/report/", {"reason": "spam"})
    client.force_login(make_user("Mo", "Moderators", is_staff=True))
    data = {"action": "hide", "_selected_action": [Report.objects.get().pk]}

    client.post("/admin/social/report/", data)

    assert as_anna.get(f"{SOCIAL}notes/{note.pk}/").status_code == 404
    report = Report.objects.get()
    assert (report.state, report.handled_by.name) == ("hidden", "Mo")


def test_dismissed_note_stays(as_anna, bert, make_user, client, write):
    note = write(bert)
    as_anna.post(f"{SOCIAL}notes/{note.pk}/report/", {"reason": "other"})
    client.force_login(make_user("Mo", "Moderators", is_staff=True))

    data = {"action": "dismiss", "_selected_action": [Report.objects.get().pk]}
    client.post("/admin/social/report/", data)

    assert as_anna.get(f"{SOCIAL}notes/{note.pk}/").status_code == 200
    assert Report.objects.get().state == "dismissed"


def test_feed_has_public_notes_alone(client, anna, make_person, write):
    write(anna, "Public")
    quiet = make_person("quiet", is_private=True)

    assertContains(client.get(f"{SOCIAL}@anna/feed/"), "Public")
    assert client.get(f"{SOCIAL}@{quiet.handle}/feed/").status_code == 404
    assertContains(client.get("/sitemap.xml"), f"{SOCIAL}@anna/")
    assertNotContains(client.get("/sitemap.xml"), "quiet")


def test_export_has_one_side_of_every_relation(anna, bert, write):
    note = write(bert)
    write(anna, "Mine")
    anna.follow(bert)
    note.like(anna)
    Block.objects.create(blocker=bert, blocked=anna)

    data = personal_data.export(anna.user)

    assert data["profiles"][0]["handle"] == "anna"
    assert [row["text"] for row in data["notes"]] == ["Mine"]
    assert [row["followed__handle"] for row in data["follows"]] == ["bert"]
    assert len(data["likes"]) == 1
    assert data["blocks"] == []


def test_deletion_takes_everything_of_a_person_and_no_reply_of_others(anna, bert, write):
    note = write(anna, "@bert")
    reply = write(bert, "Yes", parent=note)
    reply.like(anna)
    bert.follow(anna)
    Report.objects.create(reporter=bert, note=note, reason="spam")
    assert (1, "note") in personal_data.deleted(anna.user)

    anna.user.delete()

    assert list(Profile.objects.all()) == [bert]
    assert list(Note.objects.all()) == [reply]
    for model in (Follow, Report, Notification):
        assert not model.objects.exists()


def test_closed_account_is_not_shown(client, anna, write):
    write(anna)
    anna.user.is_active = False
    anna.user.save()

    assert client.get(f"{SOCIAL}@anna/").status_code == 404
    assert client.get(f"{SOCIAL}everybody/").context["page"] == []
