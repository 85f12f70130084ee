"""Lists that are not walked elsewhere cost the same however long they are."""

import re

import pytest
from django.db import connection

from accounts.models import User
from social.models import Note, Profile, Report

pytestmark = pytest.mark.django_db


def new_users(number, start):
    users = (User(email=f"p{start + i}@example.com", name="N") for i in range(number))
    return User.objects.bulk_create(users)


@pytest.mark.parametrize("page", ["report", "note", "profile"])
def test_admin_lists_cost_the_same_queries_at_any_length(
    admin_client, anna, make_user, page, django_assert_max_num_queries
):
    def add(number, start):
        make = new_users(number, start)
        people = Profile.objects.bulk_create(
            Profile(user=user, handle=f"p{start + i}") for i, user in enumerate(make)
        )
        notes = Note.objects.bulk_create(Note(author=p, text="x") for p in people)
        Report.objects.bulk_create(Report(reporter=anna, note=n, reason="spam") for n in notes)

    add(10, 0)
    with django_assert_max_num_queries(20) as few:
        assert admin_client.get(f"/admin/social/{page}/", {"q": ""}).status_code == 200
    add(40, 100)
    with django_assert_max_num_queries(20) as lots:
        admin_client.get(f"/admin/social/{page}/")

    assert len(few) == len(lots)


def test_a_thread_costs_the_same_queries_at_any_length(
    as_anna, bert, write, django_assert_max_num_queries
):
    note = write(bert)
    path = note.get_absolute_url()

    def add(number, start):
        people = Profile.objects.bulk_create(
            Profile(user=user, handle=f"p{user.pk}") for user in new_users(number, start)
        )
        Note.objects.bulk_create(Note(author=p, text="x", parent=note) for p in people)

    add(10, 0)
    with django_assert_max_num_queries(7) as few:
        as_anna.get(path)
    add(40, 100)
    with django_assert_max_num_queries(7) as lots:
        as_anna.get(path)

    assert len(few) == len(lots)


plans = pytest.mark.skipif(connection.vendor != "sqlite", reason="reads what SQLite plans")


@plans
def test_a_timeline_reads_the_index_of_its_authors_alone(anna):
    plan = Note.objects.timeline_of(anna).values_list("pk")[:20].explain()

    assert "COVERING INDEX note_shown_by_author (author_id=? AND is_hidden=?)" in plan
    assert "SCAN" not in plan


@plans
def test_a_page_of_notes_makes_no_list_of_everybody(anna):
    plan = Note.objects.visible_to(anna).with_details(anna).filter(pk__in=[1, 2]).explain()

    assert re.findall(r"SCAN.*|AUTOMATIC.*", plan) == []
