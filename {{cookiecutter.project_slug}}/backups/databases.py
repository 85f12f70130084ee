"""Dump a database into a directory, and replace it by a dump at once or not at all."""

import io
import os
import shutil
import sqlite3
import tempfile
from contextlib import closing, suppress
from subprocess import DEVNULL, PIPE, Popen

from django.core.management import CommandError
from django.db import connection

# A restore waits so long for a lock; whoever holds it is a site that was not stopped.
LOCK_SECONDS = 20
CHECK = b"SELECT 1 FROM django_migrations;\n"  # It fails in a dump that is not of a site.


def dump_sqlite(directory):
    """Write the database as it is at one moment; refuse one that is damaged."""
    for (result,) in execute("PRAGMA integrity_check"):
        if result != "ok":
            raise CommandError(f"The database is damaged: {result}. Restore an earlier backup.")
    execute("VACUUM INTO %s", str(directory / "db.sqlite3"))


def load_sqlite(directory):
    """Replace the content in one transaction; a process may have the file itself open."""
    execute(f"PRAGMA busy_timeout = {LOCK_SECONDS * 1000}")
    file = (directory / "db.sqlite3").resolve(strict=True).as_uri()
    with closing(sqlite3.connect(f"{file}?mode=ro", uri=True)) as dump:
        dump.execute(CHECK.decode())
        dump.backup(connection.connection, progress=stop_if_locked)


def stop_if_locked(status, remaining, total):
    """Raise CommandError where Python would try for ever."""
    if status in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        raise CommandError("The database is in use. Stop the site and its workers first.")


# Drop what is in the schemas of the site and belongs to nothing else, such as an extension.
DROP_ALL = rb"""
SELECT format('DROP %s IF EXISTS %s CASCADE', object.type, object.identity)
FROM pg_depend AS inside, pg_identify_object(classid, objid, 0) AS object
WHERE refclassid = 'pg_namespace'::regclass AND deptype = 'n'
AND refobjid::regnamespace::text = ANY(current_schemas(false)) AND NOT EXISTS (
    SELECT FROM pg_depend AS other WHERE other.deptype IN ('a', 'e', 'i')
    AND (other.classid, other.objid) = (inside.classid, inside.objid)
) \gexec
"""


def dump_postgresql(directory):
    """Write the database as one transaction sees it."""
    options = ["--no-owner", "--no-privileges", "--no-comments", "--lock-wait-timeout=60s"]
    run("pg_dump", *options, f"--file={directory / 'database.sql'}")


def load_postgresql(directory):
    """Replace the database in one transaction, which ends well only where COMMIT is read."""
    begin = b"SET lock_timeout = '%ds'; SET client_min_messages = warning; BEGIN;" % LOCK_SECONDS
    script = [begin, DROP_ALL, directory / "database.sql", b"RESET search_path;", CHECK, b"COMMIT;"]
    run("psql", "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", script=script)


def dump_mariadb(directory):
    """Write the tables and, apart from them, what RENAME TABLE does not move."""
    views = [name for kind, name in execute(MARIADB_CODE) if kind == "VIEW"]
    options = ["--single-transaction", "--hex-blob", "--no-tablespaces"]
    options += [f"--ignore-table={connection.settings_dict['NAME']}.{view}" for view in views]
    target = f"--result-file={directory}/"
    run("mariadb-dump", f"{target}tables.sql", *options, "--skip-triggers")
    options += ["--no-data", "--no-create-info", "--routines"]
    run("mariadb-dump", f"{target}code.sql", *options)
    if views:
        run("mariadb-dump", f"{target}code_views.sql", "--no-tablespaces", *views)


MARIADB_CODE = """
SELECT 'VIEW', table_name FROM information_schema.views WHERE table_schema = database()
UNION ALL SELECT 'TRIGGER', trigger_name
    FROM information_schema.triggers WHERE trigger_schema = database()
UNION ALL SELECT routine_type, routine_name
    FROM information_schema.routines WHERE routine_schema = database()
"""


def load_mariadb(directory):
    """Load into another database, as CREATE TABLE is not rolled back, and rename all tables."""
    name = connection.settings_dict["NAME"]
    new, old = f"{name}__restore_new", f"{name}__restore_old"
    try:
        for database in (new, old):  # A killed restore may have left them.
            execute(f"DROP DATABASE IF EXISTS `{database}`")
            execute(f"CREATE DATABASE `{database}`")
        run("mariadb", "--loose-sandbox", script=[directory / "tables.sql", CHECK], NAME=new)
        moves = [f"`{name}`.`{table}` TO `{old}`.`{table}`" for table in mariadb_tables(name)]
        moves += [f"`{new}`.`{table}` TO `{name}`.`{table}`" for table in mariadb_tables(new)]
        execute(f"SET SESSION lock_wait_timeout = {LOCK_SECONDS}")  # The default is a day.
        for table in mariadb_tables(name):  # Nothing is changed where one is in use.
            execute(f"LOCK TABLES `{table}` WRITE")
        execute("UNLOCK TABLES")
        for kind, object_name in execute(MARIADB_CODE):  # No table with a trigger is renamed.
            execute(f"DROP {kind} `{object_name}`")
        execute(f"RENAME TABLE {', '.join(moves)}")
        run("mariadb", "--loose-sandbox", script=sorted(directory.glob("code*.sql")))
    finally:
        for database in (new, old):
            execute(f"DROP DATABASE IF EXISTS `{database}`")


def mariadb_tables(database):
    """Return the names of the tables in a database of the server."""
    return [name for name, kind in execute(f"SHOW FULL TABLES IN `{database}`") if kind != "VIEW"]


def execute(sql, *parameters):
    """Execute a statement, and return its rows."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters or None)
        return cursor.fetchall() if cursor.description else []


def command(program, *options, **changes):
    """Return arguments and environment; every user can read the former: no password is there."""
    config = connection.settings_dict | changes
    config["OPTIONS"] = config["OPTIONS"] | {"database": config["NAME"]}  # it would win over NAME
    for key in {"host", "unix_socket"} & set(config["OPTIONS"]):  # DATABASE_URL has sockets there
        config["HOST"] = config["OPTIONS"][key]
    arguments, variables = connection.client.settings_to_cmd_args_env(config, options)
    return [program, *arguments[1:]], os.environ | (variables or {})


def run(program, *options, script=(), **changes):
    """Run a program on the database; its input ends, and so does it, if this process is killed."""
    arguments, variables = command(program, *options, **changes)
    with tempfile.TemporaryFile() as errors:
        try:
            process = Popen(arguments, env=variables, stdin=PIPE, stdout=DEVNULL, stderr=errors)  # noqa: S603
        except FileNotFoundError as error:
            package = "mariadb-client" if program.startswith("mariadb") else "postgresql-client"
            raise CommandError(f"{program} is missing. On Debian: apt install {package}") from error
        with suppress(BrokenPipeError), process:  # Why it stopped reading, it says itself.
            for part in script:
                with io.BytesIO(part) if isinstance(part, bytes) else part.open("rb") as file:
                    shutil.copyfileobj(file, process.stdin)  # type: ignore[arg-type]
        if process.returncode:
            errors.seek(0)
            text = errors.read().decode(errors="replace").strip()
            raise CommandError(f"{program} failed: {text or 'it was stopped'}")


def engine():
    """Return the functions that dump and load the site's database."""
    engines = {
        "SQLite": (dump_sqlite, load_sqlite),
        "PostgreSQL": (dump_postgresql, load_postgresql),
        "MariaDB": (dump_mariadb, load_mariadb),
    }
    if connection.display_name not in engines:
        raise CommandError(f"{connection.display_name} is not one of {', '.join(engines)}.")
    return engines[connection.display_name]
