"""Check an exercise whenever one of its files is saved, and go on when it passes."""

import time

from .grading import grade
from .screen import say, show_exercise, show_grade
from .track import track

PAUSE_SECONDS = 0.2  # Polling works on network drives and in containers, where events do not come.


def watch(progress):
    """Check the current exercise again after each change, until all are done or Ctrl-C."""
    exercise = None
    seen = None
    while True:
        progress.load()  # Another terminal may have skipped.
        if exercise != (exercise := progress.current()):
            seen = None
            if exercise:
                progress.begin(exercise)
                show_exercise(exercise, progress, track())
        if exercise is None:
            return
        if seen != (seen := stamps(progress, exercise)):
            say("\n[dim]Checking; Ctrl-C ends it …[/]")
            result = grade(exercise, progress.work(exercise))
            progress.record(exercise, result)
            show_grade(exercise, result, progress.of(exercise)["hints"])
        time.sleep(PAUSE_SECONDS)


def stamps(progress, exercise):
    """Return when the learner's files were changed, and how long they are."""
    paths = [progress.work(exercise) / name for name in exercise.files]
    stats = [path.stat() for path in paths if path.is_file()]
    return [(stat.st_mtime_ns, stat.st_size) for stat in stats]
