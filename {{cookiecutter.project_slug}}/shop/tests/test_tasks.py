"""The queue of production: an email waits in the database until a worker sends it."""

import pytest
from django.core import mail
from django.core.management import call_command
from django.tasks import task_backends
from django.utils.translation import override
from django_tasks_db.models import DBTaskResult

from shop.models import OrderMail


@pytest.fixture
def queue(settings):
    """Use the queue of production."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    assert type(task_backends["default"]).__name__ == "DatabaseBackend"


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_worker_sends_what_waits_in_the_queue(queue, order, customer):
    assert DBTaskResult.objects.get().status == "READY"
    assert mail.outbox == []

    call_command("worker", batch=True)

    assert DBTaskResult.objects.get().status == "SUCCESSFUL"
    assert [message.to for message in mail.outbox] == [[customer.email]]
    assert OrderMail.objects.get().kind == "placed"


@pytest.mark.django_db
def test_mail_is_in_the_language_of_the_site_whoever_changes_the_order(settings, order):
    settings.LANGUAGE_CODE = "de"

    with override("en"):  # as staff reads the admin
        order.change_state("cancelled")

    message = mail.outbox[-1]
    assert message.subject == f"Ihre Bestellung {order.number} ist storniert"
    assert message.body.startswith(f"Guten Tag, {order.name},\n\nIhre Bestellung {order.number}")
    assert "Summe: " in message.body
