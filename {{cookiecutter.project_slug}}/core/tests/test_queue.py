"""Tasks are done at least once, whatever becomes of the workers, and by the clock."""

import time
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.db import OperationalError
from django.tasks import task
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains

from core import tasks
from core.models import QueuedTask, ScheduledTask, Worker
from core.queue import models as queue_models
from core.queue import policies, worker
from core.queue.policies import MAX_ATTEMPTS, retry_on, scheduled

from .marks import commits

SUNDAY = datetime(2026, 11, 22, 12, 34, 56, tzinfo=UTC)
done: list[str] = []


@task
def work(word):
    done.append(word)


@task
def break_down():
    raise ZeroDivisionError


@retry_on(OSError)
@task
def call_out(word):
    done.append(word)
    raise ConnectionRefusedError(f"Nobody answers {word}")


@retry_on(OSError)
@task
def stop_worker():
    raise SystemExit


@task
def tick():
    done.append("tick")


@pytest.fixture(autouse=True)
def queue(settings):
    """Use the queue of production, and forget what was done."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    done.clear()


@pytest.fixture
def clock(monkeypatch):
    """Return a function that schedules `tick`; no other task is scheduled."""
    monkeypatch.setattr(policies, "TIMETABLES", {})
    monkeypatch.setattr(queue_models, "TIMETABLES", policies.TIMETABLES)
    return lambda **times: scheduled(**times)(tick)


def work_off():
    """Do what waits, and return what was done so far."""
    call_command("worker", batch=True)
    return done


def rewind(**changes):
    """Make everything in the queue ready now."""
    QueuedTask.objects.update(run_after=timezone.now(), **changes)


def lost_task(attempts=1):
    """Return a task that runs on a worker which was last seen a minute ago."""
    work.enqueue("saved")
    Worker.objects.create(id="dead", seen_at=timezone.now() - timedelta(minutes=1))
    queued = QueuedTask.objects.get()
    for _ in range(attempts):
        queued.claim("dead")
    return queued


@commits
def test_worker_does_what_waits():
    work.enqueue("a")
    work.enqueue("b")

    assert work_off() == ["a", "b"]
    assert set(QueuedTask.objects.values_list("status", flat=True)) == {"SUCCESSFUL"}


@commits
def test_failure_that_is_not_named_is_final():
    break_down.enqueue()

    work_off()

    failed = QueuedTask.objects.get()
    assert failed.status == "FAILED"
    assert "ZeroDivisionError" in failed.traceback


@commits
def test_failure_that_is_named_waits_for_another_attempt():
    call_out.enqueue("x")

    work_off()

    waiting = QueuedTask.objects.get()
    assert waiting.status == "READY"
    assert timedelta(seconds=10) < waiting.run_after - timezone.now() < timedelta(seconds=30)
    assert "Nobody answers x" in waiting.traceback
    assert work_off() == ["x"]


@commits
def test_attempts_come_to_an_end():
    call_out.enqueue("x")

    for _ in range(MAX_ATTEMPTS + 2):
        work_off()
        rewind()

    assert done == ["x"] * MAX_ATTEMPTS
    assert QueuedTask.objects.get().status == "FAILED"


def test_pauses_grow_to_half_a_day():
    pauses = [policies.pause_after(attempt) for attempt in range(1, MAX_ATTEMPTS)]

    assert pauses[0] <= timedelta(seconds=30)
    assert timedelta(hours=4) < pauses[-1] < timedelta(hours=9)
    assert pauses == sorted(pauses)
    assert policies.pause_after(1) != policies.pause_after(1)


@commits
def test_task_of_a_worker_that_is_stopped_goes_back_at_once():
    stop_worker.enqueue()
    queued = QueuedTask.objects.get()
    queued.claim("me")

    worker.QueueWorker("me", batch=True).run_task(queued)

    queued.refresh_from_db()
    assert (queued.status, queued.run_after < timezone.now()) == ("READY", True)


@commits
def test_task_of_a_dead_worker_is_done_by_another():
    lost_task()

    assert work_off() == ["saved"]
    assert not Worker.objects.filter(id="dead").exists()


@commits
def test_task_of_a_worker_that_is_alive_is_left_to_it():
    queued = lost_task()
    Worker.objects.beat("dead")

    assert QueuedTask.objects.requeue_lost() == 0
    queued.refresh_from_db()
    assert queued.status == "RUNNING"


@commits
def test_task_that_is_finished_meanwhile_is_not_done_again():
    queued = lost_task()
    stale = QueuedTask.objects.get()
    queued.set_successful(None)

    assert not stale.requeue()
    assert work_off() == []


@commits
def test_task_that_kills_its_workers_is_given_up():
    lost_task(attempts=MAX_ATTEMPTS)

    assert work_off() == []
    assert QueuedTask.objects.get().status == "FAILED"
    assert "Lost with its worker 7 times" in QueuedTask.objects.get().traceback


@commits
def test_heart_beats_while_a_task_takes_its_time(monkeypatch):
    monkeypatch.setattr(worker, "BEAT_SECONDS", 0.05)
    with worker.heart("me"):
        first = Worker.objects.get().seen_at
        deadline = time.monotonic() + 10
        while Worker.objects.get().seen_at == first:
            assert time.monotonic() < deadline


@commits
def test_worker_outlives_a_database_that_is_gone_for_a_moment(monkeypatch):
    """The task that was interrupted is left to be found; the worker goes on under a new name."""
    monkeypatch.setattr(worker, "RECONNECT_SECONDS", 0)
    names = []
    run_on = worker.QueueWorker.run

    def run(self):
        names.append(self.worker_id)
        if len(names) == 1:
            raise OperationalError("server closed the connection")
        return run_on(self)

    monkeypatch.setattr(worker.QueueWorker, "run", run)
    work.enqueue("a")

    assert work_off() == ["a"]
    assert len(set(names)) == 2


@pytest.mark.parametrize(
    ("every", "offset", "due"),
    [
        (timedelta(minutes=5), timedelta(), datetime(2026, 11, 22, 12, 30, tzinfo=UTC)),
        (timedelta(days=1), timedelta(hours=6), datetime(2026, 11, 22, 6, tzinfo=UTC)),
        (timedelta(days=1), timedelta(hours=18), datetime(2026, 11, 21, 18, tzinfo=UTC)),
    ],
)
def test_clock_knows_when_a_task_was_last_due(every, offset, due):
    assert policies.Timetable(tick, every, offset).last_due_at(SUNDAY) == due


@pytest.mark.django_db
def test_new_task_of_the_clock_begins_with_its_next_time(clock):
    clock(every=timedelta(days=1))

    assert ScheduledTask.objects.enqueue_due() == []
    assert ScheduledTask.objects.enqueue_due() == []
    assert not QueuedTask.objects.exists()


@pytest.mark.django_db
def test_clock_starts_a_task_once_and_makes_up_for_the_latest_time_alone(clock):
    clock(every=timedelta(days=1))
    ScheduledTask.objects.enqueue_due()
    ScheduledTask.objects.update(due_at=timezone.now() - timedelta(days=3))

    assert ScheduledTask.objects.enqueue_due() == [tick.module_path]
    assert ScheduledTask.objects.enqueue_due() == []
    assert QueuedTask.objects.count() == 1


@pytest.mark.django_db
def test_of_two_workers_that_see_a_task_due_one_starts_it(clock, monkeypatch):
    clock(every=timedelta(days=1))
    ScheduledTask.objects.enqueue_due()
    ScheduledTask.objects.update(due_at=timezone.now() - timedelta(days=1))
    late = list(ScheduledTask.objects.values_list("task_path", "due_at"))
    ScheduledTask.objects.enqueue_due()
    monkeypatch.setattr(queue_models.ScheduledTaskQuerySet, "values_list", lambda *args: late)

    assert ScheduledTask.objects.enqueue_due() == []
    assert QueuedTask.objects.count() == 1


@commits
def test_night_clears_sessions_and_old_tasks(client, django_user_model):
    client.force_login(django_user_model.objects.create(email="a@example.com"))
    session = client.session
    session.set_expiry(-1)
    session.save()
    work.enqueue("old")
    work.enqueue("new")
    work_off()
    old = QueuedTask.objects.filter(pk=QueuedTask.objects.last().pk)
    old.update(finished_at=timezone.now() - timedelta(days=15))

    tasks.clear_sessions.enqueue()
    tasks.prune_tasks.enqueue()
    work_off()

    assert not client.session.exists(session.session_key)
    assert QueuedTask.objects.filter(task_path=work.module_path).count() == 1


@commits
def test_admin_lists_tasks_and_runs_some_again(admin_client):
    break_down.enqueue()
    work_off()
    page = reverse("admin:core_queuedtask_changelist")
    assertContains(admin_client.get(page), "break_down")
    work.enqueue("left", word="right")
    assertContains(admin_client.get(page), "left, word=right")
    QueuedTask.objects.filter(task_path=work.module_path).delete()
    assertContains(admin_client.get(f"{page}?status__exact=FAILED"), "break_down")
    failed = QueuedTask.objects.get()
    assertContains(
        admin_client.get(reverse("admin:core_queuedtask_change", args=[failed.pk])),
        "ZeroDivisionError",
    )

    response = admin_client.post(
        page, {"action": "run_again", "_selected_action": [failed.pk]}, follow=True
    )

    assertContains(response, "Tasks that run again: 1.")
    failed.refresh_from_db()
    assert (failed.status, failed.worker_ids) == ("READY", [])


@pytest.mark.django_db
def test_staff_run_tasks_again_with_the_permission_alone(client, make_user):
    break_down.enqueue()
    staff = make_user("Staff", is_staff=True)
    staff.user_permissions.add(Permission.objects.get(codename="view_queuedtask"))
    client.force_login(staff)
    page = reverse("admin:core_queuedtask_changelist")
    assert "Run again" not in client.get(page).text

    staff.user_permissions.add(Permission.objects.get(codename="change_queuedtask"))

    assert "Run again" in client.get(page).text


@pytest.mark.django_db
@pytest.mark.parametrize("model", ["worker", "scheduledtask"])
def test_admin_shows_workers_and_the_clock_and_changes_neither(admin_client, model):
    page = reverse(f"admin:core_{model}_changelist")

    assert admin_client.get(page).status_code == 200
    assert admin_client.get(f"{page}add/").status_code == 403
