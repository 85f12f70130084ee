import shutil

from django.core.management import CommandError
from django.db import DatabaseError, connection

from core import backups
from core.backups import programs

# Marks the databases that a restore made, and may drop.
COMMENT = "made by manage.py restore"

QUERIES = {
    "TABLE": "SELECT table_name FROM information_schema.tables "
    "WHERE table_schema = %s AND table_type <> 'VIEW'",
    "VIEW": "SELECT table_name FROM information_schema.tables "
    "WHERE table_schema = %s AND table_type = 'VIEW'",
    "TRIGGER": "SELECT trigger_name FROM information_schema.triggers WHERE trigger_schema = %s",
    "FUNCTION": "SELECT routine_name FROM information_schema.routines "
    "WHERE routine_schema = %s AND routine_type = 'FUNCTION'",
    "PROCEDURE": "SELECT routine_name FROM information_schema.routines "
    "WHERE routine_schema = %s AND routine_type = 'PROCEDURE'",
}


class MariaDB:
    """
    MariaDB has mariadb-dump and mariadb, and cannot roll back CREATE TABLE.

    So tables are loaded into a database beside, and then all renamed by one statement.
    """

    TABLES, CODE = "tables.sql", "views_and_triggers.sql"

    def require(self, name):
        """Raise CommandError unless the program is there."""
        programs.require(name, "mariadb-client", connection.get_database_version()[:2])

    def dump(self, directory):
        """Write the database as one transaction sees it; rows are not counted."""
        self.require("mariadb-dump")
        name, views = connection.settings_dict["NAME"], names("VIEW")
        ignored = [f"--ignore-table={name}.{view}" for view in views]
        code = ["--no-data", "--no-create-info", "--routines", "--triggers", *ignored]
        save(directory / self.TABLES, "--skip-triggers", *ignored)
        save(directory / self.CODE, *code)
        if views:
            save(directory / self.CODE, "--skip-triggers", *views)
        return {}

    def check(self, directory):
        """Raise CommandError unless both files end as mariadb-dump ends them."""
        for path in (directory / self.TABLES, directory / self.CODE):
            with open(path, "rb") as file:
                file.seek(max(0, path.stat().st_size - 100))
                if b"\n-- Dump completed" not in file.read():
                    raise CommandError(f"{path.name} is not whole. Make another backup.")

    def load(self, directory):
        """
        Replace the tables at once, and after them views, triggers and routines.

        Needs the right to make the databases <name>__new and <name>__old.
        """
        self.require("mariadb")
        name = connection.settings_dict["NAME"]
        new, old = f"{name}__new", f"{name}__old"
        make(new)
        load(directory / self.TABLES, new)
        make(old)
        rename_tables(name, new, old)
        drop("VIEW", "FUNCTION", "PROCEDURE")
        load(directory / self.CODE, name)
        for database in (new, old):
            execute(f"DROP DATABASE {quoted(database)}")


def rename_tables(name, new, old):
    """Rename the database's tables to those of the old one, and the new one's to its own."""
    moves = [(name, old, table) for table in names("TABLE")]
    moves += [(new, name, table) for table in names("TABLE", new)]
    # RENAME TABLE refuses those with triggers. They are made again from the archive.
    drop("TRIGGER")
    execute("SET SESSION lock_wait_timeout = %s", backups.LOCK_SECONDS)  # the default is a day
    pairs = [f"{quoted(a, table)} TO {quoted(b, table)}" for a, b, table in moves]
    execute(f"RENAME TABLE {', '.join(pairs)}")


def make(database):
    """Make an empty database, in place of what a killed restore left."""
    query = "SELECT schema_comment FROM information_schema.schemata WHERE schema_name = %s"
    for (comment,) in execute(query, database):
        if comment != COMMENT:
            raise CommandError(f"The database {database} was not {COMMENT}. Rename or drop it.")
        execute(f"DROP DATABASE {quoted(database)}")
    try:
        execute(f"CREATE DATABASE {quoted(database)} COMMENT %s", COMMENT)
    except DatabaseError as error:
        name = quoted(database.replace("_", r"\_"))
        raise CommandError(f"{error}. As root, type: GRANT ALL ON {name}.* TO <user>") from error


def drop(*kinds):
    """Drop what the database has of these kinds."""
    for kind in kinds:
        for name in names(kind):
            execute(f"DROP {kind} {quoted(name)}")


def names(kind, database=None):
    """Return the names of what a database has of a kind; without one, of the site's own."""
    return [
        name for (name,) in execute(QUERIES[kind], database or connection.settings_dict["NAME"])
    ]


def execute(sql, *parameters):
    """Execute a statement, and return its rows."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def quoted(*names):
    """Return names, quoted and joined by dots."""
    return ".".join(f"`{name.replace('`', '``')}`" for name in names)


def save(path, *parameters):
    """Append what mariadb-dump writes to a file."""
    options = ["--single-transaction", "--quick", "--hex-blob", "--no-tablespaces"]
    options.append("--default-character-set=utf8mb4")
    arguments, variables = programs.command("mariadb-dump", [*options, *parameters])
    with open(path, "ab") as file:
        programs.run(arguments, variables, output=file)


def load(path, database):
    """Execute the statements of a file in a database."""
    options = ["--loose-sandbox", "--default-character-set=utf8mb4"]
    command = programs.command("mariadb", options, NAME=database)
    with open(path, "rb") as file, programs.feed(*command) as statements:
        shutil.copyfileobj(file, statements)
