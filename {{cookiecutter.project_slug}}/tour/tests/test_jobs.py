"""What the page about scalability says about the queue, and how it watches a task."""

from uuid import uuid4

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from core.tests.marks import commits
from jobs.models import QueuedTask, Worker
from jobs.tasks import clean_up
from tour import tasks
from tour.management.commands import doctor

PATH = reverse("tour:scalability")


@pytest.fixture(autouse=True)
def development(settings, monkeypatch):
    """Let anybody press the button, and let the task take no time."""
    settings.DEBUG = True
    monkeypatch.setattr(tasks, "SECONDS", 0)


@pytest.fixture
def queue(settings):
    """Use the queue of production."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.mark.django_db
def test_page_says_how_to_see_a_task_wait(client):
    assertContains(client.get(PATH), "TASKS_IMMEDIATE=off")


@pytest.mark.django_db
def test_page_counts_tasks_and_workers(client, queue):
    tasks.square.enqueue(2)
    tasks.square.enqueue(3)
    QueuedTask.objects.first().set_failed(ValueError())
    Worker.objects.create(id="me", seen_at=timezone.now())

    found = client.get(PATH).context["queue"]

    numbers = [("Ready", 1), ("Running", 0), ("Failed", 1), ("Successful", 0)]
    assert found["numbers"] == numbers
    assert (found["backend"], found["waiting"], found["workers"]) == ("DatabaseBackend", 1, 1)


@commits
def test_task_in_the_queue_is_watched_until_a_worker_has_done_it(client, queue):
    response = client.post(PATH, {"action": "enqueue"})

    task = response.context["task"]
    watch = f"{PATH}?task={task.id}"
    assertContains(response, f'hx-get="{watch}" hx-trigger="load delay:1s"')
    assertContains(response, f'href="{watch}#task"')
    assertContains(response, "uv run manage.py worker")
    assertContains(client.get(watch), "<strong>Ready.</strong>")

    call_command("worker", batch=True)

    response = client.get(watch)
    assertContains(response, f"Successful: {task.args[0]}² = {task.args[0] ** 2}")
    assertNotContains(response, "load delay:1s")


@pytest.mark.django_db
def test_finished_task_is_deleted_as_it_is_shown(client, queue):
    result = tasks.square.enqueue(7)
    QueuedTask.objects.get().set_successful(49)

    client.head(PATH, {"task": result.id})
    assert QueuedTask.objects.exists()
    assertContains(client.get(PATH, {"task": result.id}), "7² = 49")

    assert not QueuedTask.objects.exists()
    assert client.get(PATH, {"task": result.id}).status_code == 404


@pytest.mark.django_db
def test_reading_deletes_no_task_in_production(admin_client, queue, settings):
    result = tasks.square.enqueue(7)
    QueuedTask.objects.get().set_successful(49)
    settings.DEBUG = False

    assertContains(admin_client.get(PATH, {"task": result.id}), "7² = 49")

    assert QueuedTask.objects.exists()


@pytest.mark.django_db
def test_task_that_fails_says_so(client, queue):
    result = tasks.square.enqueue(7)
    QueuedTask.objects.get().set_failed(ValueError("no"))

    assertContains(client.get(PATH, {"task": result.id}), "Failed: builtins.ValueError")


@pytest.mark.django_db
def test_tasks_of_others_are_not_found_and_stay(client, queue):
    other = clean_up.enqueue()
    QueuedTask.objects.get().set_successful(None)

    for name in (other.id, str(uuid4()), "x", ""):
        assert client.get(PATH, {"task": name}).status_code == 404
    assert QueuedTask.objects.count() == 1


@pytest.mark.django_db
def test_doctor_says_where_no_worker_runs_what_waits(queue):
    assert doctor.queue()[:2] == (True, "Waiting tasks: 0. Workers: 0.")

    tasks.square.enqueue(2)
    assert doctor.queue() == (
        False,
        "Waiting tasks: 1. Workers: 0.",
        "Run: uv run manage.py worker",
    )

    Worker.objects.create(id="me", seen_at=timezone.now())
    assert doctor.queue()[:2] == (True, "Waiting tasks: 1. Workers: 1.")
