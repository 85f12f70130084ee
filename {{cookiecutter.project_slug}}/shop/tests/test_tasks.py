"""Emails are enqueued with the change that they are about, and written by a task."""

import pytest
from django.core import mail
from django.tasks import default_task_backend
from django.utils.translation import gettext, override


@pytest.fixture
def queue(settings, order):
    """Return the tasks that are enqueued, and run none."""
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}
    return default_task_backend.results


@pytest.mark.django_db
def test_mail_about_a_new_state_is_a_task(queue, order):
    order.change_state("cancelled")

    assert [result.args for result in queue] == [[order.pk, "cancelled"]]


@pytest.mark.django_db
def test_mail_is_in_the_language_of_the_customer_whoever_changes_the_order(make_order):
    with override("de"):
        order = make_order()

    with override("en"):  # as staff reads the admin
        order.change_state("cancelled")

    message = mail.outbox[-1]
    with override("de"):
        assert message.subject == gettext("Your order {} is cancelled").format(order.number)
        total = gettext("Total: %(total)s, tax included.") % {"total": order.total_text}
        assert total in message.body
