"""Tasks run at least once, whatever happens to the workers, and by the timetable."""

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

from core.apps import site_apps
from core.tests.marks import commits
from jobs import models, tasks
from jobs.apps import JobsConfig
from jobs.management.commands import worker
from jobs.models import LOST_AFTER, MAX_ATTEMPTS, QueuedTask, ScheduledTask, Worker

done: list[str] = []
waits: list = []


@task
def work(word):
    done.append(word)


@task
def break_down():
    raise ZeroDivisionError


@task
def call_out(word):
    done.append(word)
    raise ConnectionRefusedError(f"Nobody answers {word}")


@task
def tick():
    done.append("tick")


@task
def slow():
    waits[0]()


@pytest.fixture(autouse=True)
def queue(settings, monkeypatch):
    """Use the queue of production without a timetable, and forget what was done."""
    monkeypatch.setattr(models, "site_apps", list)
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    done.clear()


@pytest.fixture
def clock(monkeypatch):
    """Return a function that puts `tick` into the only timetable."""
    monkeypatch.setattr(models, "site_apps", lambda: [JobsConfig])

    def run_every(**time):
        monkeypatch.setattr(JobsConfig, "timetable", {tick.module_path: timedelta(**time)})

    return run_every


def work_off():
    """Do what waits, and return what was done so far."""
    call_command("worker", batch=True)
    return done


def rewind(**changes):
    """Make everything in the queue ready now."""
    QueuedTask.objects.update(run_after=timezone.now(), **changes)


def lost_task(attempts=1):
    """Return a task that runs on a worker which reported a minute ago."""
    work.enqueue("saved")
    then = timezone.now() - timedelta(minutes=1)
    Worker.objects.create(id="dead", seen_at=then)
    queued = QueuedTask.objects.get()
    for _ in range(attempts):
        queued.claim("dead")
    queued.started_at = then
    queued.save()
    return queued


def enqueue_due():
    """Ask the timetable, and return the number of tasks that wait."""
    ScheduledTask.objects.enqueue_due()
    return QueuedTask.objects.ready().count()


@commits
def test_worker_does_what_waits():
    work.enqueue("a")
    work.enqueue("b")

    assert work_off() == ["a", "b"]
    assert set(QueuedTask.objects.values_list("status", flat=True)) == {"SUCCESSFUL"}


@commits
def test_failure_other_than_an_oserror_is_final():
    break_down.enqueue()

    work_off()

    failed = QueuedTask.objects.get()
    assert failed.status == "FAILED"
    assert "ZeroDivisionError" in failed.traceback


@commits
def test_oserror_is_retried_later():
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


@pytest.mark.django_db
def test_pauses_grow_to_half_a_day():
    call_out.enqueue("x")
    queued = QueuedTask.objects.get()
    pauses = []
    for _ in range(MAX_ATTEMPTS - 1):
        queued.claim("me")
        queued.set_failed(OSError())
        pauses.append(queued.run_after - timezone.now())

    assert pauses[0] <= timedelta(seconds=30)
    assert timedelta(hours=4) < pauses[-1] < timedelta(hours=9)
    assert pauses == sorted(pauses)


@commits
def test_task_of_a_worker_that_is_stopped_goes_back_at_once():
    work.enqueue("x")
    queued = QueuedTask.objects.get()
    queued.claim("me")

    queued.set_failed(SystemExit())

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
    Worker.objects.update(seen_at=timezone.now())

    assert QueuedTask.objects.requeue_lost() == 0
    queued.refresh_from_db()
    assert queued.status == "RUNNING"


@commits
def test_task_of_a_worker_that_never_reported_is_done_by_another():
    """As of one that is killed before it is known, or of another program."""
    lost_task()
    Worker.objects.all().delete()

    assert work_off() == ["saved"]


@commits
def test_task_that_has_begun_just_now_is_not_lost():
    queued = lost_task()
    Worker.objects.all().delete()
    QueuedTask.objects.update(started_at=timezone.now() - LOST_AFTER / 2)

    assert QueuedTask.objects.requeue_lost() == 0
    queued.refresh_from_db()
    assert queued.status == "RUNNING"


@commits
def test_command_of_the_library_is_the_same_worker():
    lost_task()

    call_command("db_worker", batch=True)

    assert done == ["saved"]


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
    assert "Lost 7 times" in QueuedTask.objects.get().traceback


@commits
def test_worker_reports_while_a_task_takes_its_time(monkeypatch):
    monkeypatch.setattr(worker, "REPORT_SECONDS", 0.05)
    reports = []
    report = worker.QueueWorker.report

    def count(self):
        report(self)
        reports.append(Worker.objects.get().seen_at)

    def wait():
        deadline = time.monotonic() + 10
        while len(set(reports)) < 3:
            assert time.monotonic() < deadline

    monkeypatch.setattr(worker.QueueWorker, "report", count)
    waits[:] = [wait]
    slow.enqueue()

    work_off()

    assert QueuedTask.objects.get().status == "SUCCESSFUL"


@commits
def test_worker_outlives_a_database_that_is_gone_for_a_moment(monkeypatch):
    """The task that was interrupted is left to be found; the worker goes on under a new name."""
    monkeypatch.setattr(worker.time, "sleep", lambda seconds: None)
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


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("every", "due"),
    [
        ({"minutes": 5}, datetime(2026, 11, 22, 12, 30, tzinfo=UTC)),
        ({"days": 1}, datetime(2026, 11, 22, tzinfo=UTC)),
    ],
)
def test_tasks_are_due_at_whole_times(clock, monkeypatch, every, due):
    clock(**every)
    sunday = datetime(2026, 11, 22, 12, 34, 56, tzinfo=UTC)
    monkeypatch.setattr(models.timezone, "now", lambda: sunday)

    enqueue_due()

    assert ScheduledTask.objects.get().due_at == due


@pytest.mark.django_db
def test_new_task_begins_with_its_next_time(clock):
    clock(days=1)

    assert enqueue_due() == 0
    assert enqueue_due() == 0


@pytest.mark.django_db
def test_task_is_enqueued_once_and_makes_up_for_the_last_time_only(clock):
    clock(days=1)
    enqueue_due()
    ScheduledTask.objects.update(due_at=timezone.now() - timedelta(days=3))

    assert enqueue_due() == 1
    assert enqueue_due() == 1


@pytest.mark.django_db
def test_of_two_workers_that_see_a_task_due_one_enqueues_it(clock, monkeypatch):
    clock(days=1)
    enqueue_due()
    ScheduledTask.objects.update(due_at=timezone.now() - timedelta(days=1))
    late = list(ScheduledTask.objects.values_list("task_path", "due_at"))
    enqueue_due()
    monkeypatch.setattr(models.ScheduledTaskQuerySet, "values_list", lambda *args: late)

    assert enqueue_due() == 1


@pytest.mark.django_db
def test_every_timetable_names_tasks(monkeypatch):
    monkeypatch.setattr(models, "site_apps", site_apps)
    ScheduledTask.objects.enqueue_due()
    ScheduledTask.objects.update(due_at=datetime(2026, 1, 1, tzinfo=UTC))

    ScheduledTask.objects.enqueue_due()

    assert QueuedTask.objects.ready().count() == ScheduledTask.objects.count() >= 1


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

    tasks.clean_up.enqueue()
    work_off()

    assert not client.session.exists(session.session_key)
    assert QueuedTask.objects.filter(task_path=work.module_path).count() == 1


@commits
def test_admin_lists_tasks_and_runs_some_again(admin_client):
    break_down.enqueue()
    work_off()
    page = reverse("admin:jobs_queuedtask_changelist")
    assertContains(admin_client.get(page), "break_down")
    work.enqueue("left", word="right")
    assertContains(admin_client.get(page), "left, word=right")
    QueuedTask.objects.filter(task_path=work.module_path).delete()
    assertContains(admin_client.get(f"{page}?status__exact=FAILED"), "break_down")
    failed = QueuedTask.objects.get()
    assertContains(
        admin_client.get(reverse("admin:jobs_queuedtask_change", args=[failed.pk])),
        "ZeroDivisionError",
    )

    response = admin_client.post(
        page, {"action": "rerun", "_selected_action": [failed.pk]}, follow=True
    )

    assertContains(response, "Tasks that run again: 1.")
    failed.refresh_from_db()
    assert (failed.status, failed.worker_ids) == ("READY", [])


@pytest.mark.django_db
def test_staff_rerun_tasks_only_with_the_permission(client, make_user):
    break_down.enqueue()
    staff = make_user("Staff", is_staff=True)
    staff.user_permissions.add(Permission.objects.get(codename="view_queuedtask"))
    client.force_login(staff)
    page = reverse("admin:jobs_queuedtask_changelist")
    assert "Re-run" not in client.get(page).text

    staff.user_permissions.add(Permission.objects.get(codename="change_queuedtask"))

    assert "Re-run" in client.get(page).text


@pytest.mark.django_db
@pytest.mark.parametrize("model", ["worker", "scheduledtask"])
def test_admin_shows_workers_and_the_timetable_and_changes_neither(admin_client, model):
    page = reverse(f"admin:jobs_{model}_changelist")

    assert admin_client.get(page).status_code == 200
    assert admin_client.get(f"{page}add/").status_code == 403
