"""What the page says about this process, its caches, its queue, and the recorded faults."""

import re
import threading
from pathlib import Path

import pytest
from django.apps import apps
from django.core.cache import caches
from django.core.cache.backends.dummy import DummyCache
from django.core.cache.backends.locmem import LocMemCache
from django.db import connection
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from core.apps import menu_apps
from tour import tasks
from tour.pages.scalability import faults, measuring, process, steps

PATH = reverse("tour:scalability")


@pytest.fixture(autouse=True)
def development(settings, monkeypatch):
    """Let anybody press the buttons, and let the task take no time."""
    settings.DEBUG = True
    monkeypatch.setattr(tasks, "SECONDS", 0)


def rows():
    """Return how many rows each table has, with that of the cache."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM cache")
        kept = cursor.fetchone()
    return kept, {model: model._default_manager.count() for model in apps.get_models()}


# This process


@pytest.mark.django_db
def test_page_tells_which_process_answers(client):
    response = client.get(PATH, headers={"host": "localhost"}, SERVER_SOFTWARE="Snake/7")

    facts = response.context["process"]
    assertContains(response, f"<dd>{facts['pid']}</dd>")
    assertContains(response, f">{facts['host']}</dd>")
    assertContains(response, "<dd>Snake/7</dd>")
    assert facts["serve"]["workers"] >= 1


@pytest.mark.django_db
def test_without_replicas_one_database_is_read_and_written(client):
    response = client.get(PATH)

    (database,) = response.context["databases"]
    assert (database.alias, database.is_read, database.is_written) == ("default", True, True)
    assertContains(response, "reads and writes")


@pytest.mark.django_db
def test_cache_that_keeps_has_a_hit_and_one_that_keeps_nothing_a_miss(client):
    found = {item.alias: item for item in client.get(PATH).context["caches"]}

    assert found["default"].backend == "DatabaseCache"
    assert (found["default"].was_empty, found["default"].is_hit) == (True, True)
    assert found["volatile"].backend == "DummyCache"
    assert (found["volatile"].was_empty, found["volatile"].is_hit) == (True, False)


@pytest.mark.django_db
def test_value_in_the_cache_is_deleted(page_cache):
    assert process.probe("volatile").is_hit
    assert not page_cache._cache


@pytest.mark.django_db
def test_looking_at_the_page_leaves_nothing_in_the_data(client):
    before = rows()

    client.get(PATH)

    assert rows() == before


# The cache of pages


def answers(monkeypatch, number):
    """Return a measurement with so many requests."""
    monkeypatch.setattr(measuring, "REQUESTS", number)
    return measuring.measure("testserver", secure=False)


@pytest.mark.django_db
def test_without_the_cache_each_request_asks_the_database_and_with_it_the_first_alone(monkeypatch):
    measured = answers(monkeypatch, 5)

    assert measured.number == len(measured.on.times) == 5
    assert measured.off.usual_queries > 0 or not menu_apps()  # The sitemap takes none.
    assert measured.off.asked == 5 * measured.off.usual_queries
    assert measured.on.queries == [measured.off.usual_queries, 0, 0, 0, 0]


@pytest.mark.django_db
def test_all_answers_are_the_same(monkeypatch, client):
    measured = answers(monkeypatch, 3)

    assert measured.bodies == {client.get(measured.path).content}


@pytest.mark.django_db
def test_page_that_is_kept_is_found_where_no_app_has_one(monkeypatch):
    monkeypatch.setattr(measuring, "menu_apps", list)

    measured = answers(monkeypatch, 2)

    assert measured.path == reverse("sitemap")
    assert measured.on.queries[1] == 0


@pytest.mark.django_db
def test_measuring_leaves_nothing_in_caches_and_data(monkeypatch, page_cache):
    before = rows()

    answers(monkeypatch, 3)

    assert not page_cache._cache
    assert not LocMemCache("tour", {})._cache
    assert rows() == before
    assert caches["volatile"] is page_cache


@pytest.mark.django_db
def test_other_threads_keep_pages_where_they_always_did():
    cache, seen = DummyCache("", {}), []

    with measuring.pages_kept_in(cache):
        thread = threading.Thread(target=lambda: seen.append(caches["volatile"]))
        thread.start()
        thread.join()
        assert caches["volatile"] is cache

    assert seen[0] is not cache
    assert caches["volatile"] is not cache


@pytest.mark.django_db
def test_measurement_ends_when_the_time_is_up_and_says_so(client, monkeypatch):
    monkeypatch.setattr(measuring, "SECONDS", 0)

    response = client.post(PATH, {"action": "measure"})

    assert response.context["measurement"].number == 1
    assertContains(response, "The time was up after 1 requests of each kind")


@pytest.mark.django_db
def test_page_shows_the_measurement_as_chart_and_table(client, monkeypatch):
    monkeypatch.setattr(measuring, "REQUESTS", 4)

    response = client.post(PATH, {"action": "measure"})

    chart = response.context["chart"]
    assert len(chart["off"]) == len(chart["on"]) == 4
    inside = [(x, y) for x, y in chart["off"] + chart["on"] if 60 <= x <= 600 and 0 <= y <= 300]
    assert len(inside) == 8
    assert chart["medians"]["off"] < chart["medians"]["on"]  # Slow is up.
    assertContains(response, "All answers were the same, byte for byte.")
    assertNotContains(response, "The time was up")


# A task


@pytest.mark.django_db
def test_task_that_is_done_at_once_shows_its_value(client):
    response = client.post(PATH, {"action": "enqueue"})

    task = response.context["task"]
    assertContains(response, f"Successful: {task.args[0]}² = {task.args[0] ** 2}")
    assert task.enqueued_at <= task.started_at <= task.finished_at
    assertNotContains(response, "load delay:1s")
    assert client.get(PATH, {"task": task.id}).status_code == 404


# What was recorded


@pytest.mark.django_db
def test_figures_are_those_of_the_file(client, settings):
    text = Path(settings.BASE_DIR, "tour/docs/faults.md").read_text(encoding="utf-8")
    lines = re.findall(
        r"(?m)^\| (.+?) \| (\d+) \| (\d+) \| \d+ \| (.+?) \| (\d+) \| (\d+) \|", text
    )
    assert lines

    response = client.get(PATH)

    assert len(response.context["faults"]) == len(lines)
    for what, requests, failed, slowest, saved, lost in lines:
        assertContains(response, f'<p class="what" lang="en">{what}</p>')
        assertContains(response, f"{failed} of {requests} requests failed")
        assertContains(response, f"{lost} of {saved} writes lost")
        assertContains(response, f"slowest {slowest}")
    for what, outcome in response.context["outcomes"]:
        assert f"| {what} | {outcome} |" in text
        assertContains(response, outcome)
    assertContains(response, "tour/docs/faults.md:1")
    assertContains(response, "tour/docs/scaling.md:1")


def test_frozen_database_costs_most_requests_and_no_write():
    worst = max(faults.recorded()[0], key=lambda fault: fault.failed)

    assert "frozen" in worst.what
    assert worst.lost == 0


def test_bars_show_the_share_that_failed_and_one_failure_can_be_seen():
    for fault, bar in faults.bars(faults.recorded()[0]):
        share = 1000 * fault.failed / fault.requests
        assert bar["failed"] == pytest.approx(max(share, 8 if fault.failed else 0), abs=0.1)
        assert bar["good"] + bar["failed"] == 1000


# From a laptop to many machines


@pytest.mark.django_db
def test_step_of_this_process_is_marked(client):
    response = client.get(PATH)

    assert response.context["current"] == steps.STEPS[0 if connection.vendor == "sqlite" else 1]
    assertContains(response, "this process</span>", count=1)


@pytest.mark.django_db
def test_variables_are_set_or_not_and_their_values_stay_hidden(client, monkeypatch):
    monkeypatch.setenv("CACHE_URL", "rediscache://swordfish@cache/0")
    monkeypatch.setenv("WEB_THREADS", "")

    response = client.get(PATH)

    found = {item.name: item for step in response.context["steps"] for item in step["variables"]}
    assert found["CACHE_URL"].is_set
    assert not found["WEB_THREADS"].is_set
    assert found["CACHE_URL"].about.startswith("Where pages and sessions are cached")
    assertNotContains(response, "swordfish")


@pytest.mark.parametrize("name", [name for step in steps.all_steps() for name in step.variables])
def test_variables_are_those_that_the_settings_read(settings, name):
    files = settings.BASE_DIR.glob("*/settings.py")

    assert any(f'"{name}"' in file.read_text(encoding="utf-8") for file in files)


def test_worker_is_drawn_where_there_is_a_queue():
    boxes = steps.drawing(steps.STEPS[1])["boxes"]

    assert sum(box[-1] for box in boxes) == steps.has_queue() == apps.is_installed("jobs")


@pytest.mark.skipif(not steps.has_queue(), reason="there is no worker")
def test_no_line_leads_from_visitors_to_a_worker():
    drawn = steps.drawing(steps.STEPS[1])

    x, y, width, *_ = next(box for box in drawn["boxes"] if box[-1])
    assert f"M{x + width / 2:g}" not in drawn["lines"][0]
    assert f"M{x + width / 2:g} {y + steps.BOX}" in drawn["lines"][1]
