import pytest
from django.core import mail
from django.db import transaction
from django.tasks import default_task_backend
from sca3.models import Course, Registration

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def empty_queue():
    default_task_backend.clear()


@pytest.fixture
def course(word):
    return Course.objects.create(title=f"Course {word}")


@pytest.fixture
def register(client, course, word):
    """Return a function that registers for the course, and tells the status."""

    def register(name="anna"):
        path = f"/courses/{course.pk}/register/"
        return client.post(path, {"email": f"{name}.{word}@example.com"}).status_code

    return register


def queue():
    return default_task_backend.results


def check_no_mail_is_sent_inside_the_request(register, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        status = register()

    assert status == 201, f"Registering answered {status}, not 201."
    assert Registration.objects.count() == 1, "The registration was not saved."
    assert not mail.outbox, "A mail was sent inside the request, which waited for it."


def check_one_task_is_in_the_queue_for_each(register, django_capture_on_commit_callbacks):
    for number in (1, 2):
        with django_capture_on_commit_callbacks(execute=True):
            register(f"visitor{number}")

        assert len(queue()) == number, (
            f"After registration number {number}, the queue has {len(queue())} tasks."
        )


def check_it_is_put_there_after_the_commit(register, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        register()

    assert not queue(), (
        "The task was in the queue before the commit: a worker would not find the registration."
    )
    for callback in callbacks:
        callback()
    assert len(queue()) == 1, f"After the commit, {len(queue())} tasks are in the queue, not 1."


def check_what_is_rolled_back_is_not_confirmed(register, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        register("lost")
        transaction.set_rollback(True)

    assert not Registration.objects.exists(), "The registration should be gone."
    assert not queue(), "The registration was rolled back, and its task is in the queue."


def check_the_task_sends_the_mail(register, word, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        register("before")
    Registration.objects.update(email=f"after.{word}@example.com")
    Course.objects.update(title=f"Renamed {word}")
    assert queue(), "There is no task in the queue to run."

    for result in queue():
        result.task.call(*result.args, **result.kwargs)

    sent = [(message.subject, message.to) for message in mail.outbox]
    expected = [(f"Registered: Renamed {word}", [f"after.{word}@example.com"])]
    assert sent == expected, (
        f"Address and title were corrected before the task ran. It sent {sent}, not {expected}: let "
        "the task read the registration and its course."
    )
