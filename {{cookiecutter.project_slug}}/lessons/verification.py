"""Whether each exercise fails at the start, and passes with its solution alone."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from .grading import grade
from .track import PROJECT


def faults(exercise):
    """Return what is wrong with an exercise, as a list of sentences."""
    found = list(faults_of_text(exercise))
    start = grade(exercise, exercise.start)
    failed = [check for check in start.checks if not check.passed]
    if not failed:
        found.append("It passes at the start.")
    elif exercise.fails_with not in failed[0].message:
        found.append(f"It starts with {failed[0].message!r}, not with {exercise.fails_with!r}.")
    if exercise.has_solution:
        result = grade(exercise, exercise.directory / "solution")
        found += [f"Solution: {c.name}: {c.message}" for c in result.checks if not c.passed]
        found += [] if result.checks else ["No check ran with the solution."]
    for cheat in exercise.cheats:
        if grade(exercise, cheat).passed:
            found.append(f"The cheat {cheat.name} passes.")
    return found


def faults_of_text(exercise):
    """Yield what is missing in the description of an exercise, and in its files."""
    if len(exercise.hints) != 3:
        yield f"It has {len(exercise.hints)} hints, not 3."
    if not 5 <= exercise.minutes <= 20:
        yield f"It takes {exercise.minutes} minutes, not 5 to 20."
    if not Path(PROJECT, exercise.read).is_file():
        yield f"There is no file {exercise.read} to read."
    if exercise.has_solution and not exercise.cheats:
        yield "It has no cheat."
    todos = sum(path.read_text("utf-8").count("TODO") for path in exercise.start.rglob("*.*"))
    if todos != 1:
        yield f"Its start has {todos} TODOs, not one."
    for name in exercise.files:
        if not (exercise.start / name).is_file():
            yield f"Its file {name} is not there at the start."


def verify(exercises):
    """Return a dictionary: exercise name to its faults; several are tried at once."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        results = pool.map(faults, exercises)
        return {item.name: found for item, found in zip(exercises, results, strict=True)}
