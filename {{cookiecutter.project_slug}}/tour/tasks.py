"""The task of the page about scalability."""

import time

from django.tasks import task

SECONDS = 1  # so that one sees it run


@task
def square(number):
    """Return the square of a number, after a moment."""
    time.sleep(SECONDS)
    return number * number
