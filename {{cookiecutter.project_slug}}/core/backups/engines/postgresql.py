import os

from django.db import connection, transaction

from core import backups
from core.backups import programs

# Every table, view, sequence, routine and type in the schemas of the site, but for those that
# belong to an extension or to a table, as the statement that drops it. `\gexec` runs them all.
DROP_ALL = r"""
SELECT format('DROP %s IF EXISTS %s CASCADE', found.type, found.identity)
FROM (
    SELECT 'pg_class'::regclass AS class, oid, relnamespace AS schema FROM pg_class
        WHERE relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
    UNION ALL SELECT 'pg_proc'::regclass, oid, pronamespace FROM pg_proc
    UNION ALL SELECT 'pg_type'::regclass, oid, typnamespace FROM pg_type
        WHERE typtype IN ('d', 'e', 'r')
) AS object, pg_identify_object(object.class, object.oid, 0) AS found
WHERE object.schema::regnamespace::text = ANY(current_schemas(false)) AND NOT EXISTS (
    SELECT FROM pg_depend
    WHERE classid = object.class AND objid = object.oid
    AND deptype IN ('e', 'i') AND refobjid <> objid
) \gexec
"""


class PostgreSQL:
    """PostgreSQL has pg_dump, pg_restore and psql: they must be as new as the server."""

    FILE = "database.dump"

    def require(self, name):
        """Raise CommandError unless the program is there."""
        major = connection.get_database_version()[0]
        programs.require(name, f"postgresql-client-{major}", (major,))

    def dump(self, directory):
        """Write the database as one transaction sees it, and return rows by table."""
        self.require("pg_dump")
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            cursor.execute("SELECT pg_export_snapshot()")
            options = ["--format=custom", "--no-owner", "--no-privileges", "--no-comments"]
            options += ["--lock-wait-timeout=60s", f"--snapshot={cursor.fetchone()[0]}"]
            options.append(f"--file={directory / self.FILE}")
            arguments, variables = programs.command("pg_dump", options)
            programs.run(arguments, variables)
            tables = connection.introspection.table_names(cursor)
            return {table: count(cursor, table) for table in tables}

    def check(self, directory):
        """Raise CommandError unless pg_restore can read the dump from end to end."""
        self.require("pg_restore")
        programs.run(["pg_restore", f"--file={os.devnull}", str(directory / self.FILE)])

    def load(self, directory):
        """
        Replace the database in one transaction.

        If anything fails or is killed before COMMIT is written, PostgreSQL rolls back.
        """
        self.require("psql")
        connection.close()
        options = ["--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1"]
        dump = str(directory / self.FILE)
        with programs.feed(*programs.command("psql", options)) as script:
            script.write(f"BEGIN; SET LOCAL lock_timeout = '{backups.LOCK_SECONDS}s';".encode())
            script.write(f"SET LOCAL client_min_messages = 'warning'; {DROP_ALL}".encode())
            script.flush()
            arguments = ["pg_restore", "--no-owner", "--no-privileges", "--file=-", dump]
            programs.run(arguments, output=script)
            script.write(b"COMMIT;\n")


def count(cursor, table):
    """Return the number of rows of a table."""
    name = connection.ops.quote_name(table)
    cursor.execute(f"SELECT count(*) FROM {name}")  # noqa: S608
    return cursor.fetchone()[0]
