"""A lock for work that only one process may do at a time, on any machine."""

import time
import zlib
from contextlib import contextmanager
from pathlib import Path

from django.core.files import locks
from django.db import connections

RETRY_SECONDS = 0.2

# Statements that take and release it, on servers. A process that dies loses it.
STATEMENTS = {
    "postgresql": ("SELECT pg_try_advisory_lock(%s)", "SELECT pg_advisory_unlock(%s)"),
    "mysql": ("SELECT GET_LOCK(CONCAT(%s), 0)", "SELECT RELEASE_LOCK(CONCAT(%s))"),
}


@contextmanager
def advisory_lock(name, using, on_wait):
    """
    Wait until no other process holds the lock of this name for this database, and hold it.

    Call `on_wait` once if another process does. SQLite has no such locks, and no other
    machines: there it is a lock on a file.
    """
    connection = connections[using]
    lock = file_lock if connection.vendor not in STATEMENTS else server_lock
    with lock(connection, f"{name} {connection.settings_dict['NAME']}") as take:
        if not take():
            on_wait()
            while not take():
                time.sleep(RETRY_SECONDS)
        yield


@contextmanager
def server_lock(connection, name):
    """Yield a function that tries to take the lock, and returns whether it has."""
    take, release = STATEMENTS[connection.vendor]
    number = zlib.crc32(name.encode())

    def execute(sql):
        with connection.cursor() as cursor:
            cursor.execute(sql, [number])
            return bool(cursor.fetchone()[0])

    try:
        yield lambda: execute(take)
    finally:
        execute(release)


@contextmanager
def file_lock(connection, name):
    """Yield a function that tries to take the lock, and returns whether it has."""
    if connection.is_in_memory_db():
        yield lambda: True  # No other process sees it.
        return
    connection.ensure_connection()  # It says best that there is no such directory.
    # Next to the database: in /tmp, any other user of the machine could hold the lock.
    path = Path(f"{connection.settings_dict['NAME']}-lock-{zlib.crc32(name.encode())}")
    with path.open("w") as file:
        yield lambda: locks.lock(file, locks.LOCK_EX | locks.LOCK_NB)
