"""
Dump a database into a directory, and replace it by a dump at once or not at all.

SQLite copies its own file; PostgreSQL and MariaDB bring programs for it.
"""

import os
import sqlite3
import subprocess
import tempfile
from contextlib import closing, suppress
from itertools import chain

from django.core.management import CommandError
from django.db import connection

# A restore waits so long for a lock; whoever holds it is a site that was not stopped.
LOCK_SECONDS = 20


def dump_sqlite(directory):
    """Write the database as it is at one moment; refuse one that is damaged."""
    for (result,) in execute("PRAGMA integrity_check"):
        if result != "ok":
            raise CommandError(f"The database is damaged: {result}. Restore an earlier backup.")
    execute("VACUUM INTO %s", str(directory / "db.sqlite3"))


def load_sqlite(directory):
    """
    Replace the content of the database in one transaction.

    A process that has the old file open would not notice another one in its place:
    https://sqlite.org/howtocorrupt.html#unlinking_or_renaming_a_database_file_while_in_use
    """
    execute(f"PRAGMA busy_timeout = {LOCK_SECONDS * 1000}")
    with closing(sqlite3.connect(directory / "db.sqlite3")) as dump:
        dump.backup(connection.connection, progress=stop_if_locked)
    connection.close()


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
    begin = f"SET lock_timeout = '{LOCK_SECONDS}s'; SET client_min_messages = warning; BEGIN;"
    with open(directory / "database.sql", "rb") as file:
        script = chain([begin.encode(), DROP_ALL], file, [b"COMMIT;\n"])
        run("psql", "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", script=script)


def dump_mariadb(directory):
    """Write the tables and, apart from them, what RENAME TABLE does not move."""
    views = [name for kind, name in execute(MARIADB_CODE) if kind == "VIEW"]
    options = ["--single-transaction", "--hex-blob", "--no-tablespaces"]
    options += [f"--ignore-table={connection.settings_dict['NAME']}.{view}" for view in views]
    with open(directory / "tables.sql", "wb") as file:
        run("mariadb-dump", *options, "--skip-triggers", output=file)
    with open(directory / "code.sql", "wb") as file:
        run("mariadb-dump", *options, "--no-data", "--no-create-info", "--routines", output=file)
        if views:
            run("mariadb-dump", "--no-tablespaces", "--skip-triggers", *views, output=file)


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
        load_file(directory / "tables.sql", NAME=new)
        moves = [f"`{name}`.`{table}` TO `{old}`.`{table}`" for table in mariadb_tables(name)]
        moves += [f"`{new}`.`{table}` TO `{name}`.`{table}`" for table in mariadb_tables(new)]
        execute(f"SET SESSION lock_wait_timeout = {LOCK_SECONDS}")  # The default is a day.
        for table in mariadb_tables(name):  # Nothing is changed where one is in use.
            execute(f"LOCK TABLES `{table}` WRITE")
        execute("UNLOCK TABLES")
        for kind, object_name in execute(MARIADB_CODE):  # No table with a trigger is renamed.
            execute(f"DROP {kind} `{object_name}`")
        execute(f"RENAME TABLE {', '.join(moves)}")
        load_file(directory / "code.sql")
    finally:
        for database in (new, old):
            execute(f"DROP DATABASE IF EXISTS `{database}`")


def mariadb_tables(database):
    """Return the names of the tables in a database of the server."""
    rows = execute(f"SHOW FULL TABLES IN `{database}`")
    return [name for name, kind in rows if kind != "VIEW"]


def load_file(path, **changes):
    """Execute the statements of a file."""
    with open(path, "rb") as file:
        run("mariadb", "--loose-sandbox", script=file, **changes)


def execute(sql, *parameters):
    """Execute a statement, and return its rows."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters or None)
        return cursor.fetchall() if cursor.description else []


def command(program, *options, **changes):
    """
    Return the arguments and the environment with which a program reaches the database.

    The password is in the environment: every user of the machine can read arguments.
    """
    config = connection.settings_dict | changes
    config["OPTIONS"] = config["OPTIONS"] | {"database": config["NAME"]}  # it would win over NAME
    for key in {"host", "unix_socket"} & set(config["OPTIONS"]):  # DATABASE_URL has sockets there
        config["HOST"] = config["OPTIONS"][key]
    arguments, variables = connection.client.settings_to_cmd_args_env(config, options)
    return [program, *arguments[1:]], os.environ | (variables or {})


def run(program, *options, script=(), output=subprocess.DEVNULL, **changes):
    """
    Run a program on the database; raise CommandError with its last words if it fails.

    Its input ends with this process, even if that is killed: then the program stops as well.
    """
    arguments, variables = command(program, *options, **changes)
    with tempfile.TemporaryFile() as errors:
        try:
            process = subprocess.Popen(  # noqa: S603
                arguments, env=variables, stdin=subprocess.PIPE, stdout=output, stderr=errors
            )
        except FileNotFoundError as error:
            package = "mariadb-client" if program.startswith("mariadb") else "postgresql-client"
            text = f"{program} is not installed. On Debian: apt install {package}"
            raise CommandError(text) from error
        with suppress(BrokenPipeError), process:  # Why it stopped reading, it says itself.
            process.stdin.writelines(script)
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
