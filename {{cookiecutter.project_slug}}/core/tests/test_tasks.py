"""Without a queue, tasks run in the request, as if there was one."""

import pytest
from django.db import transaction
from django.tasks import TaskResultStatus, task

done: list[str] = []


@task
def work(word):
    done.append(word)


@task
def call_out():
    raise ConnectionRefusedError("The mail server does not answer")


@pytest.fixture(autouse=True)
def backend(settings):
    settings.TASKS = {"default": {"BACKEND": "core.tasks.ImmediateBackend"}}
    done.clear()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_task_runs_after_the_commit():
    with transaction.atomic():
        work.enqueue("a")
        assert done == []

    assert done == ["a"]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_task_of_a_transaction_that_is_rolled_back_does_not_run():
    with transaction.atomic():
        work.enqueue("a")
        transaction.set_rollback(True)

    assert done == []


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_failure_of_a_task_is_logged_and_does_not_reach_the_request(caplog):
    result = call_out.enqueue()

    assert result.status == TaskResultStatus.FAILED
    assert "The mail server does not answer" in caplog.text
