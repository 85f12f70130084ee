import re

from django.db.models.expressions import RawSQL

from .base import MAX_HITS, Index, compiled


class SQLiteIndex(Index):
    """
    Tables of FTS5, of the first field and of all of them, kept by triggers.

    https://sqlite.org/fts5.html
    """

    OBJECTS = (
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' "
        "OR sql LIKE 'CREATE VIRTUAL TABLE % USING fts5(%, content=%unicode61%' ORDER BY sql"
    )
    NAME = re.compile("(.+)_search(_title|_insert|_delete|_update)?")

    @property
    def definition(self):
        """Return the statements that make tables and triggers, as SQLite keeps them."""
        return "\n".join(sorted([*self.create_tables(), *self.create_triggers()]))

    @classmethod
    def installed(cls, cursor):
        """Return the statements by table: a trigger is lost with a table that is made again."""
        cursor.execute(cls.OBJECTS)
        found: dict[str, list[str]] = {}
        for name, sql in cursor.fetchall():
            if match := cls.NAME.fullmatch(name):
                found.setdefault(match[1], []).append(sql)
        return {table: "\n".join(statements) for table, statements in found.items()}

    @property
    def tables(self):
        """Return the columns of each table; one that has a single column needs no second table."""
        first = {self.title: self.columns[:1]} if len(self.columns) > 1 else {}
        return {self.name: self.columns} | first

    @property
    def title(self):
        """Return the quoted name of the table of the first field."""
        return f"{self.name[:-1]}_title{self.name[-1]}"

    def match(self, wanted, unwanted):
        """Return the query in the language of FTS5."""
        wanted, unwanted = (
            [f'"{" ".join(term.words)}"{"*" * term.is_prefix}' for term in terms]
            for terms in (wanted, unwanted)
        )
        return " AND ".join(wanted) + "".join(f" NOT {term}" for term in unwanted)

    def newest(self, rows, wanted, unwanted, in_first):
        """Walk the index from its newest entry, which stops after enough of them."""
        if not wanted:
            return super().newest(rows, wanted, unwanted, in_first)
        table, match = list(self.tables)[in_first], self.match(wanted, unwanted)
        if in_first and unwanted:  # These must not be in the other fields either.
            table = self.name
            match = f"{self.columns[0]} : ({self.match(wanted, [])}){self.match([], unwanted)}"
        sql, params = compiled(rows.filter(pk=RawSQL(f"{table}.rowid", [])).values("pk"))  # noqa: S611
        statement = (
            f"SELECT rowid FROM {table} WHERE {table} MATCH %s "  # noqa: S608
            f"AND EXISTS ({sql}) ORDER BY rowid DESC LIMIT {MAX_HITS}"
        )
        return statement, [match, *params]

    def conditions(self, wanted, unwanted, in_first):
        """Yield what rows without one of the words fulfil."""
        for term in unwanted:
            found = f"SELECT rowid FROM {self.name} WHERE {self.name} MATCH %s"  # noqa: S608
            yield f"{self.key} NOT IN ({found})", [self.match([term], [])]

    def create(self):
        """Yield the statements that make the index and fill it."""
        yield from self.create_tables()
        yield from self.create_triggers()
        for name in self.tables:
            yield f"INSERT INTO {name}({name}) VALUES ('rebuild')"  # noqa: S608

    def create_tables(self):
        """Yield the statements that make the tables."""
        for name, columns in self.tables.items():
            yield (
                f"CREATE VIRTUAL TABLE {name} USING fts5({', '.join(columns)}, "
                f"content={self.table}, content_rowid={self.key}, "
                f"tokenize='unicode61 remove_diacritics 2')"
            )

    def create_triggers(self):
        """Yield the statements that make the triggers."""
        remove = " ".join(self.change(name, "old", "'delete'") for name in self.tables)
        add = " ".join(self.change(name, "new") for name in self.tables)
        update = f"UPDATE OF {', '.join(self.columns)}"
        events = {"INSERT": add, "DELETE": remove, update: f"{remove} {add}"}
        for event, statements in events.items():
            trigger = self.trigger(event)
            yield f"CREATE TRIGGER {trigger} AFTER {event} ON {self.table} BEGIN {statements} END"

    def change(self, name, row, command=None):
        """Return the statement that adds the old or new row of a trigger, or gives a command."""
        columns = ["rowid", *self.tables[name]]
        values = [f"{row}.{self.key}", *(f"{row}.{column}" for column in self.tables[name])]
        if command:
            columns, values = [name, *columns], [command, *values]
        return f"INSERT INTO {name}({', '.join(columns)}) VALUES ({', '.join(values)});"  # noqa: S608

    def trigger(self, event):
        """Return the quoted name of the trigger of an event."""
        return f"{self.name[:-1]}_{event.split()[0].lower()}{self.name[-1]}"

    def drop(self):
        """Yield the statements that remove the index."""
        for event in ("INSERT", "DELETE", "UPDATE"):
            yield f"DROP TRIGGER IF EXISTS {self.trigger(event)}"
        for name in (self.name, self.title):
            yield f"DROP TABLE IF EXISTS {name}"
