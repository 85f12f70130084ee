"""Limits of the process that runs a learner's code, so that a mistake does not fill the machine."""

from contextlib import suppress

MEMORY_BYTES = 2 * 1024**3
FILE_BYTES = 50 * 1024**2


def limit():
    """Limit memory and the size of files, where the system can."""
    with suppress(ImportError, OSError, ValueError):  # Windows has no such module
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_BYTES, FILE_BYTES))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
