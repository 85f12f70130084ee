"""
A site for the tests of backups: a program with a database and uploads of its own.

It does what lines of JSON tell it: start one of FUNCTIONS in a process of its own, or wait for
one. Django is set up once: each process is a copy of this one.
"""

import hashlib
import io
import json
import os
import secrets
import shutil
import sys
import traceback
from contextlib import redirect_stdout
from copy import deepcopy
from itertools import count
from pathlib import Path

FILES = 60


def command(*arguments):
    """Do what `manage.py` does with these arguments."""
    from django.core.management import execute_from_command_line

    execute_from_command_line(["manage.py", *arguments])


def fill(label):
    """Give the site rows and files that carry the label, and no others; return its state."""
    from django.conf import settings
    from django.contrib.auth.models import Group
    from django.core.management import call_command
    from django.db import connection

    from accounts.models import SecurityEvent, User

    if not connection.introspection.table_names():
        call_command("migrate", verbosity=0)
    for model in (SecurityEvent, User, Group):
        model.objects.all().delete()
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
    Path(settings.MEDIA_ROOT, "files").mkdir(parents=True)
    Path(settings.MEDIA_ROOT, "label.txt").write_text(label)
    for number in range(FILES):
        Path(settings.MEDIA_ROOT, "files", f"{label}-{number}.bin").write_bytes(os.urandom(500))
    names = [f"files/{label}-{number}.bin" for number in range(FILES)]
    Group.objects.bulk_create(Group(name=name) for name in names)
    user = User.objects.create(email=f"{label.lower()}@example.com", name=f"{label} ’ \\ \0"[:-1])
    SecurityEvent.objects.bulk_create(SecurityEvent(user=user, kind=label) for _ in range(400))
    return state()


def state():
    """Return a digest of every table, and of every upload."""
    from django.conf import settings
    from django.db import connection

    def digest(content):
        return hashlib.sha256(content).hexdigest()

    root, tables = Path(settings.MEDIA_ROOT), {}
    for name in connection.introspection.table_names():
        rows = sorted(map(repr, sql(f"SELECT * FROM {connection.ops.quote_name(name)}")))  # noqa: S608
        tables[name] = digest(repr(rows).encode())
    paths = [path for path in root.rglob("*") if path.is_file() and ".restore" not in path.parts]
    media = {path.relative_to(root).as_posix(): digest(path.read_bytes()) for path in paths}
    return {"tables": tables, "media": media}


def empty():
    """Leave no table and no file."""
    from django.conf import settings
    from django.db import connection

    name = connection.settings_dict["NAME"]
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
    if connection.vendor == "sqlite":
        for path in Path(name).parent.glob(f"{Path(name).name}*"):
            path.unlink()
        return
    statements = {
        "postgresql": ["DROP SCHEMA public CASCADE", "CREATE SCHEMA public"],
        "mysql": [f"DROP DATABASE {name}", f"CREATE DATABASE {name}"],
    }
    for statement in statements[connection.vendor]:
        sql(statement)


def write():
    """Until killed, add a file and two rows, and delete an older row and its file."""
    from django.conf import settings
    from django.contrib.auth.models import Group
    from django.db import transaction

    from accounts.models import SecurityEvent

    old = list(Group.objects.filter(name__startswith="files/"))
    for number in count():
        path = Path(settings.MEDIA_ROOT, f"new-{number}.bin")
        path.write_bytes(b"whole")
        with transaction.atomic():
            Group.objects.create(name=path.name)
            SecurityEvent.objects.create(kind="pair", detail=path.name)
        if old:
            group = old.pop()
            group.delete()
            Path(settings.MEDIA_ROOT, group.name).unlink()


def pairs():
    """Return how many rows `write` made in each of two tables, and which files are missing."""
    from django.conf import settings
    from django.contrib.auth.models import Group

    from accounts.models import SecurityEvent

    names = Group.objects.values_list("name", flat=True)
    missing = [name for name in names if not Path(settings.MEDIA_ROOT, name).is_file()]
    made = Group.objects.filter(name__startswith="new-").count()
    return [made, SecurityEvent.objects.filter(kind="pair").count(), missing]


def restore_while_locked(path):
    """Restore while a connection reads or, with SQLite, writes."""
    from django.db import connection

    from backups import databases

    databases.LOCK_SECONDS = 1
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("BEGIN IMMEDIATE" if other.vendor == "sqlite" else "BEGIN")
        cursor.execute("SELECT * FROM auth_group")
        cursor.fetchall()
        command("restore", path, "--overwrite")


def said_by(*arguments):
    """Return what a command prints, or the error that it raises."""
    from django.core.management import CommandError, call_command

    output = io.StringIO()
    try:
        call_command(*arguments, stdout=output)
    except CommandError as error:
        return str(error)
    return output.getvalue()


def backup_twice():
    """Make a backup while another one runs."""
    from backups.backup import work_directory

    with work_directory():
        return said_by("backup")


def change_directory(path):
    """Make a backup in another directory."""
    from django.test import override_settings

    with override_settings(BACKUP_DIRECTORY=Path(path)):
        return said_by("backup")


def make_nightly_backup(number):
    """Do what the timetable says, with a number of backups to keep."""
    from django.apps import apps
    from django.test import override_settings
    from django.utils.module_loading import import_string

    (name,) = apps.get_app_config("backups").timetable
    with override_settings(BACKUP_KEEP=int(number), SITE_NAME="Website"):
        import_string(name).enqueue()


def use_another_storage():
    """Back up and restore through a storage that is on no disk; return output and state."""
    from django.conf import settings
    from django.core.files.storage import storages
    from django.test import override_settings

    memory = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    with override_settings(STORAGES=settings.STORAGES | {"backups": memory, "elsewhere": memory}):
        output = said_by("backup")
        fill("Other")
        (name,) = storages["backups"].listdir("")[1]
        said_by("restore", name, "--overwrite")
    return output, state()


def settle():
    """Wait until the server has noticed that a killed process is gone."""
    from django.db import connection

    query = {
        "postgresql": "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()",
        "mysql": "SELECT count(*) FROM information_schema.processlist WHERE db = database()",
    }.get(connection.vendor, "SELECT 1")
    while sql(query)[0][0] > 1:
        pass


def sql(statement):
    """Execute a statement, and return its rows."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall() if cursor.description else []


FUNCTIONS = [command, fill, state, empty, write, pairs, restore_while_locked, settle, sql]
FUNCTIONS += [backup_twice, change_directory, make_nightly_backup, use_another_storage]


def start(directory, function, *arguments):
    """Fork, do it there with the output in a file, and return the process ID."""
    if pid := os.fork():
        os.setpgid(pid, pid)
        return pid
    os.setpgid(0, 0)
    output = os.open(directory / f"output-{os.getpid()}", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    for descriptor in (1, 2):
        os.dup2(output, descriptor)
    code = 1
    try:
        result = {found.__name__: found for found in FUNCTIONS}[function](*arguments)
        if function != "command":
            print(json.dumps(result))
        code = 0
    except SystemExit as error:
        code = error.code
    except BaseException:
        traceback.print_exc()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code or 0)


def wait(directory, pid):
    """Return exit code and output of a process."""
    _, status = os.waitpid(pid, 0)
    path = directory / f"output-{pid}"
    return [os.waitstatus_to_exitcode(status), path.read_text() if path.exists() else ""]


def serve(directory):
    """Make the site, do what the lines ask for, and remove the site."""
    import django
    from django.conf import settings

    django.setup()
    from django.db import connection
    from django.test import override_settings

    storage = deepcopy(settings.STORAGES["backups"])
    storage["OPTIONS"]["location"] = directory / "backups"
    override_settings(
        BACKUP_DIRECTORY=directory / "backups",
        MEDIA_ROOT=directory / "media",
        STORAGES=settings.STORAGES | {"backups": storage},
    ).enable()
    old_name, server = connection.settings_dict["NAME"], connection.vendor != "sqlite"
    name = f"backup_{secrets.token_hex(4)}" if server else directory / "db.sqlite3"
    connection.settings_dict["TEST"]["NAME"] = name
    connection.settings_dict["OPTIONS"].pop("pool", None)  # Its threads do not survive a fork.
    with redirect_stdout(sys.stderr):
        connection.creation.create_test_db(verbosity=0, autoclobber=True)
    connection.close()
    print(json.dumps(connection.vendor), flush=True)
    for line in sys.stdin:
        action, *arguments = json.loads(line)
        print(json.dumps({"start": start, "wait": wait}[action](directory, *arguments)), flush=True)
    connection.creation.destroy_test_db(old_name, verbosity=0)


if __name__ == "__main__":
    serve(Path(sys.argv[1]))
