import warnings

import pytest
from bat4 import server
from bat4.notify import notify
from django.core import mail
from django.test import override_settings
from django.utils.deprecation import RemovedInDjango2028Warning

ADDRESSES = ["anna@example.com", "ben@example.com"]


@pytest.fixture(autouse=True)
def mailers(settings, monkeypatch):
    """Undo that pytest collects all mail, and empty the server."""
    from bat4.settings import MAILERS

    server.received.clear()
    with override_settings(MAILERS=MAILERS):
        yield


def send(title):
    with warnings.catch_warnings():
        warnings.simplefilter("error", RemovedInDjango2028Warning)
        try:
            notify(title, ADDRESSES)
        except RemovedInDjango2028Warning as warning:
            raise AssertionError(f"RemovedInDjango2028Warning: {warning}") from None


def check_nothing_is_used_that_ends(word):
    send(word)


def check_the_mailer_internal_gets_it(word):
    send(word)

    assert server.received, "The mail server internal got no message: send_mail(…, using=…)."
    subjects = {message.subject for message in server.received}
    assert subjects == {f"Waiting: {word}"}, f"The subjects are {subjects}."
    bodies = {message.body for message in server.received}
    assert bodies == {"An article waits for you."}, f"The messages say {bodies}."


def check_each_editor_sees_one_address(word):
    send(word)

    seen = sorted(tuple(message.to + message.cc) for message in server.received)
    wanted = [(address,) for address in ADDRESSES]
    hidden = [address for message in server.received for address in message.bcc]
    assert seen == wanted or (set(hidden) == set(ADDRESSES) and not any(seen)), (
        f"The messages went to {seen}: each editor should see their own address alone."
    )


def check_an_error_comes_through(word, monkeypatch):
    monkeypatch.setattr(server, "is_down", True)

    try:
        send(word)
    except ConnectionRefusedError:
        return
    raise AssertionError("The mail server was down, and notify() said nothing.")
