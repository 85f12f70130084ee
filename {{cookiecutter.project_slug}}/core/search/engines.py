"""
The full-text index of each database.

This is the only module of the project with statements that differ from database to database.
"""

from dataclasses import dataclass

from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

MAX_HITS = 200  # So a word that is everywhere costs no more than a rare one.


def compiled(rows):
    """Return the statement of a query and its parameters."""
    return rows.query.get_compiler(rows.db).as_sql()


@dataclass
class Index:
    """The full-text index of one table. Names are quoted for the database."""

    table: str
    key: str
    columns: list[str]
    name: str

    def conditions(self, wanted, unwanted, in_first):
        """Yield SQL and parameters of what matching rows fulfil."""
        raise NotImplementedError

    def newest(self, rows, wanted, unwanted, in_first):
        """Return statement and parameters that give the keys of the newest rows that match."""
        for sql, params in self.conditions(wanted, unwanted, in_first):
            rows = rows.filter(RawSQL(sql, params, output_field=BooleanField()))  # noqa: S611
        return compiled(rows.order_by("-pk").values("pk")[:MAX_HITS])


class SQLiteIndex(Index):
    """A table of FTS5 beside the table, kept by triggers. https://sqlite.org/fts5.html"""

    def match(self, wanted, unwanted, in_first):
        """Return the query in the language of FTS5."""
        quoted = [f'"{" ".join(term.words)}"{"*" * term.is_prefix}' for term in wanted]
        text = " AND ".join(quoted)
        if in_first:
            text = f"{self.columns[0]} : ({text})"
        return text + "".join(f' NOT "{" ".join(t.words)}"{"*" * t.is_prefix}' for t in unwanted)

    def newest(self, rows, wanted, unwanted, in_first):
        """Walk the index from its newest entry, which stops after enough of them."""
        if not wanted:
            return super().newest(rows, wanted, unwanted, in_first)
        key = RawSQL(f"{self.name}.rowid", [])  # noqa: S611
        sql, params = compiled(rows.filter(pk=key).values("pk"))
        statement = (
            f"SELECT rowid FROM {self.name} WHERE {self.name} MATCH %s "  # noqa: S608
            f"AND EXISTS ({sql}) ORDER BY rowid DESC LIMIT {MAX_HITS}"
        )
        return statement, [self.match(wanted, unwanted, in_first), *params]

    def conditions(self, wanted, unwanted, in_first):
        """Yield what rows without one of the words fulfil."""
        for term in unwanted:
            found = f"SELECT rowid FROM {self.name} WHERE {self.name} MATCH %s"  # noqa: S608
            yield f"{self.key} NOT IN ({found})", [self.match([term], [], in_first=False)]

    def create(self):
        """Yield the statements that make the index and fill it."""
        yield (
            f"CREATE VIRTUAL TABLE {self.name} USING fts5({', '.join(self.columns)}, "
            f"content={self.table}, content_rowid={self.key}, "
            f"tokenize='unicode61 remove_diacritics 2')"
        )
        yield from self.triggers()

    def triggers(self):
        """Yield the statements that make the triggers, and build the index anew."""
        columns = ", ".join(self.columns)
        old = ", ".join(f"old.{column}" for column in self.columns)
        new = ", ".join(f"new.{column}" for column in self.columns)
        remove = (
            f"INSERT INTO {self.name}({self.name}, rowid, {columns}) "  # noqa: S608
            f"VALUES ('delete', old.{self.key}, {old});"
        )
        add = f"INSERT INTO {self.name}(rowid, {columns}) VALUES (new.{self.key}, {new});"  # noqa: S608
        events = {"INSERT": add, "DELETE": remove, f"UPDATE OF {columns}": f"{remove} {add}"}
        for event, statements in events.items():
            trigger = self.trigger(event)
            yield f"CREATE TRIGGER {trigger} AFTER {event} ON {self.table} BEGIN {statements} END"
        yield f"INSERT INTO {self.name}({self.name}) VALUES ('rebuild')"  # noqa: S608

    def trigger(self, event):
        """Return the quoted name of the trigger of an event."""
        return f"{self.name[:-1]}_{event.split()[0].lower()}{self.name[-1]}"

    def drop(self):
        """Yield the statements that remove the index."""
        for event in ("INSERT", "DELETE", "UPDATE"):
            yield f"DROP TRIGGER IF EXISTS {self.trigger(event)}"
        yield f"DROP TABLE {self.name}"

    def repairs(self, cursor):
        """
        Yield statements where the triggers are gone: Django makes a table anew to change a column.

        https://docs.djangoproject.com/en/6.1/ref/databases/#sqlite-notes
        """
        cursor.execute("SELECT type FROM sqlite_master WHERE name LIKE %s", [f"{self.name[1:-1]}%"])
        types = [kind for (kind,) in cursor.fetchall()]
        if "table" in types and types.count("trigger") < 3:
            yield from list(self.drop())[:3]
            yield from self.triggers()


class ColumnsIndex(Index):
    """Indexes on two generated columns: of the first field, and of all of them."""

    def conditions(self, wanted, unwanted, in_first):
        """Yield what matching rows fulfil."""
        if wanted:
            column = "search_title" if in_first else "search_words"
            yield self.match(column), [self.all_of(wanted)]
        if unwanted:
            yield f"NOT {self.match('search_words')}", [self.any_of(unwanted)]

    def drop(self):
        """Yield the statements that remove the columns, and the indexes with them."""
        for column in ("search_title", "search_words"):
            yield f"ALTER TABLE {self.table} DROP COLUMN {column}"

    def match(self, column):
        """Return the condition that a column matches the query in its parameter."""
        raise NotImplementedError

    def all_of(self, terms):
        """Return the query for rows with all of the terms."""
        raise NotImplementedError

    def any_of(self, terms):
        """Return the query for rows with one of the terms."""
        raise NotImplementedError


class PostgreSQLIndex(ColumnsIndex):
    """Generated tsvectors with GIN indexes. Words are kept whole, in any language."""

    def all_of(self, terms):
        """Return the query for rows with all of the terms."""
        return " & ".join(map(self.term, terms))

    def any_of(self, terms):
        """Return the query for rows with one of the terms."""
        return " | ".join(map(self.term, terms))

    def match(self, column):
        """Return the condition that a column matches."""
        return f"{self.table}.{column} @@ to_tsquery('simple', %s)"

    def term(self, term):
        """Return a term in the language of to_tsquery()."""
        return f"'{' '.join(term.words)}'" + ":*" * term.is_prefix

    def create(self):
        """Yield the statements that make the indexes and fill them."""
        vectors = [f"to_tsvector('simple', {self.plain(column)})" for column in self.columns]
        # The word _, which nobody can look for, keeps phrases from going on in the next field.
        everything = " || '_:1'::tsvector || ".join(vectors)
        for column, value in ("search_title", vectors[0]), ("search_words", everything):
            yield (
                f"ALTER TABLE {self.table} ADD COLUMN {column} tsvector "
                f"GENERATED ALWAYS AS ({value}) STORED"
            )
            yield f'CREATE INDEX {self.name[:-1]}_{column}" ON {self.table} USING gin ({column})'

    def plain(self, column):
        """Return an expression: letters in lower case without accents, digits, and blanks."""
        bare = rf"regexp_replace(normalize({column}, NFD), '[\u0300-\u036f]', '', 'g')"
        blanks = r"[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf]+"
        return f"regexp_replace(lower(normalize({bare}, NFC)), '{blanks}', ' ', 'g')"


class MariaDBIndex(ColumnsIndex):
    """
    FULLTEXT on generated columns, where each word begins with xx.

    So MariaDB neither leaves out short words nor takes “the” for a word that says nothing.
    """

    def all_of(self, terms):
        """Return the query for rows with all of the terms."""
        return " ".join(f"+{self.term(term)}" for term in terms)

    def any_of(self, terms):
        """Return the query for rows with one of the terms."""
        return " ".join(map(self.term, terms))

    def match(self, column):
        """Return the condition that a column matches."""
        return f"MATCH ({self.table}.{column}) AGAINST (%s IN BOOLEAN MODE)"

    def term(self, term):
        """Return a term in the language of the boolean mode."""
        padded = " ".join(f"xx{word}" for word in term.words)
        return f"{padded}*" if term.is_prefix else f'"{padded}"'

    def create(self):
        """Yield the statements that make the index and fill it."""
        # The word ____, which nobody can look for, keeps phrases out of the next field.
        everything = ", ".join(map(self.padded, self.columns))
        for column, value in (
            ("search_title", self.padded(self.columns[0])),
            ("search_words", f"CONCAT_WS(' ____ ', {everything})"),
        ):
            kind = "LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci"
            yield f"ALTER TABLE {self.table} ADD COLUMN {column} {kind} AS ({value}) STORED"
            yield f"CREATE FULLTEXT INDEX {self.name[:-1]}_{column}` ON {self.table} ({column})"

    def padded(self, column):
        """Return an expression: the words with xx before each, and blanks between."""
        blanks = rf"REGEXP_REPLACE({column}, '[^\\p{{L}}\\p{{M}}\\p{{N}}]+', ' ')"
        return rf"REGEXP_REPLACE({blanks}, '([\\p{{L}}\\p{{M}}\\p{{N}}]+)', 'xx\\1')"


ENGINES = {"sqlite": SQLiteIndex, "postgresql": PostgreSQLIndex, "mysql": MariaDBIndex}


def index_of(model, connection, fields=None):
    """Return the index of a model's table in a database."""
    meta, quote = model._meta, connection.ops.quote_name
    columns = [quote(meta.get_field(name).column) for name in fields or model.search_fields]
    name = quote(f"{meta.db_table}_search")
    return ENGINES[connection.vendor](quote(meta.db_table), quote(meta.pk.column), columns, name)
