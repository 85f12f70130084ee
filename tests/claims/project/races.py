"""Make the clash of two requests between the check of a unique value and its save."""

from contextlib import contextmanager

from django.db.models.signals import pre_save


@contextmanager
def faster(model, save):
    """Save a rival with the function, which sends no signals, right before the first row."""
    rivals = []

    def rival(**kwargs):
        if not rivals:
            rivals.append(save())

    pre_save.connect(rival, sender=model)
    try:
        yield rivals
    finally:
        pre_save.disconnect(rival, sender=model)
