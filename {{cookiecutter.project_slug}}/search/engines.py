"""The full-text index of each database: only this module has statements that differ."""

from typing import Any
from zlib import crc32

from django.apps import apps
from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

from core.apps import declared_fields

MAX_HITS = 200  # So a word that is everywhere costs no more than a rare one.


def searched_models():
    """Return the models that their app lists in `search_fields`."""
    return [model for model in apps.get_models() if declared_fields(model, "search_fields")]


def index_of(model, connection):
    """Return the index of a model's table in a database."""
    meta, fields = model._meta, declared_fields(model, "search_fields")
    columns = [meta.get_field(name).column for name in fields]
    return ENGINES[connection.vendor](connection, meta.db_table, meta.pk.column, columns)


def installed_indexes(connection):
    """Return the definitions of the indexes in a database, by their tables."""
    found: dict[str, str] = {}
    with connection.cursor() as cursor:
        cursor.execute(ENGINES[connection.vendor].INSTALLED)
        for table, text in cursor.fetchall():
            found[table] = found.get(table, "") + (text or "")
    return found


def compiled(rows):
    """Return the statement of a query and its parameters."""
    return rows.query.get_compiler(rows.db).as_sql()


class Index:
    """
    The full-text index of one table; without key and columns, to drop it.

    Its definition is a text that names the columns, and differs where it has to be made again.
    """

    def __init__(self, connection, table, key="", columns=()):
        self.quote = connection.ops.quote_name
        self.raw_table, self.table, self.key = table, self.quote(table), self.quote(key)
        self.columns = [self.quote(column) for column in columns]

    def name(self, ending=""):
        """Return the quoted name of an object of the index."""
        return self.quote(f"{self.raw_table}_search{ending}")

    def newest(self: Any, rows, wanted, unwanted, in_first):
        """Return statement and parameters that give the keys of the newest rows that match."""
        for sql, params in self.conditions(wanted, unwanted, in_first):
            rows = rows.filter(RawSQL(sql, params, output_field=BooleanField()))  # noqa: S611
        return compiled(rows.order_by("-pk").values("pk")[:MAX_HITS])


class ColumnsIndex(Index):
    """Indexes on two generated columns, whose comment is the definition: dumps keep it."""

    @property
    def definition(self: Any):
        """Return the columns, and a checksum of their expressions."""
        return f"{', '.join(self.columns)}: {crc32(repr(self.expressions()).encode()):08x}"

    def conditions(self: Any, wanted, unwanted, in_first):
        """Yield SQL and parameters of the conditions that matching rows fulfil."""
        column = f"{self.table}.search_{'title' if in_first else 'words'}"
        if wanted:
            yield self.MATCH.format(column), [self.query(wanted, True)]
        if unwanted:
            match = self.MATCH.format(f"{self.table}.search_words")
            yield f"NOT {match}", [self.query(unwanted, False)]

    def drop(self):
        """Yield the statement that removes the columns, and the indexes with them."""
        columns = "DROP COLUMN IF EXISTS search_title, DROP COLUMN IF EXISTS search_words"
        yield f"ALTER TABLE IF EXISTS {self.table} {columns}"


class PostgreSQLIndex(ColumnsIndex):
    """Generated tsvectors with GIN indexes. Words are kept whole, in any language."""

    MATCH = "{} @@ to_tsquery('simple', %s)"
    INSTALLED = """
        SELECT relname, col_description(pg_class.oid, attnum)
        FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
        WHERE attname = 'search_words' AND attgenerated = 's' AND pg_table_is_visible(attrelid)"""

    def query(self, terms, is_all):
        """Return the query of to_tsquery() for rows with all of the terms, or with one."""
        found = [f"'{' '.join(term.words)}'" + ":*" * term.is_prefix for term in terms]
        return (" & " if is_all else " | ").join(found)

    def expressions(self):
        """Return the values of search_title and search_words."""
        vectors = [f"to_tsvector('simple', {self.plain(column)})" for column in self.columns]
        # The word _, which nobody can look for, keeps phrases from going on in the next field.
        return vectors[0], " || '_:1'::tsvector || ".join(vectors)

    def plain(self, column):
        """Return an expression: letters in lower case without accents, digits, and spaces."""
        text = f"normalize(coalesce({column}, ''), NFD)"
        bare = rf"regexp_replace({text}, '[\u0300-\u036f]', '', 'g')"
        others = r"[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf]+"
        return f"regexp_replace(lower(normalize({bare}, NFC)), '{others}', ' ', 'g')"

    def create(self):
        """Yield the statements that make the indexes and fill them."""
        add = "ADD COLUMN search_{} tsvector GENERATED ALWAYS AS ({}) STORED"
        title, words = self.expressions()
        yield f"ALTER TABLE {self.table} {add.format('title', title)}, {add.format('words', words)}"
        for column in ("search_title", "search_words"):
            yield f"CREATE INDEX {self.name(f'_{column}')} ON {self.table} USING gin ({column})"
        yield f"COMMENT ON COLUMN {self.table}.search_words IS '{self.definition}'"


class MariaDBIndex(ColumnsIndex):
    """
    FULLTEXT on generated columns, where each word begins with xx.

    So MariaDB neither leaves out short words nor takes “the” for a word that says nothing.
    """

    MATCH = "MATCH ({}) AGAINST (%s IN BOOLEAN MODE)"
    INSTALLED = """
        SELECT table_name, column_comment FROM information_schema.columns
        WHERE table_schema = DATABASE() AND column_name = 'search_words'
        AND generation_expression IS NOT NULL"""

    def query(self, terms, is_all):
        """Return the query of the boolean mode for rows with all of the terms, or with one."""
        padded = [(" ".join(f"xx{word}" for word in term.words), term.is_prefix) for term in terms]
        found = [f"{words}*" if is_prefix else f'"{words}"' for words, is_prefix in padded]
        return " ".join("+" * is_all + words for words in found)

    def expressions(self):
        """Return the values of search_title and search_words."""
        # The word ____, which nobody can look for, keeps phrases out of the next field.
        everything = ", ".join(map(self.padded, self.columns))
        return self.padded(self.columns[0]), f"CONCAT_WS(' ____ ', {everything})"

    def padded(self, column):
        """Return an expression: the words with xx before each, and spaces between."""
        spaced = rf"REGEXP_REPLACE({column}, '[^\\p{{L}}\\p{{M}}\\p{{N}}]+', ' ')"
        return rf"REGEXP_REPLACE({spaced}, '([\\p{{L}}\\p{{M}}\\p{{N}}]+)', 'xx\\1')"

    def create(self):
        """Yield the statement that makes the index and fills it."""
        kind = "LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci"
        title, words = self.expressions()
        yield (
            f"ALTER TABLE {self.table} ADD COLUMN search_title {kind} AS ({title}) STORED, "
            f"ADD COLUMN search_words {kind} AS ({words}) STORED COMMENT '{self.definition}', "
            f"ADD FULLTEXT INDEX {self.name('_search_title')} (search_title), "
            f"ADD FULLTEXT INDEX {self.name('_search_words')} (search_words)"
        )


class SQLiteIndex(Index):
    """Tables of FTS5, of the first field and of all of them, kept by triggers."""

    # A trigger is lost with a table that Django makes again to change a column.
    INSTALLED = """
        SELECT tbl_name, sql FROM sqlite_master WHERE type = 'trigger' AND name IN
        (tbl_name || '_search_insert', tbl_name || '_search_delete', tbl_name || '_search_update')
        ORDER BY sql"""

    @property
    def definition(self):
        """Return the statements that make the triggers, as SQLite keeps them."""
        return "".join(sorted(self.triggers()))

    @property
    def tables(self):
        """Return the columns of each table; one that has a single column needs no second table."""
        first = {self.name("_title"): self.columns[:1]} if len(self.columns) > 1 else {}
        return {self.name(): self.columns} | first

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
            table = self.name()
            match = f"{self.columns[0]} : ({self.match(wanted, [])}){self.match([], unwanted)}"
        sql, params = compiled(rows.filter(pk=RawSQL(f"{table}.rowid", [])).values("pk"))  # noqa: S611
        statement = (
            f"SELECT rowid FROM {table} WHERE {table} MATCH %s "  # noqa: S608
            f"AND EXISTS ({sql}) ORDER BY rowid DESC LIMIT {MAX_HITS}"
        )
        return statement, [match, *params]

    def conditions(self, wanted, unwanted, in_first):
        """Yield the conditions of rows without one of the words."""
        for term in unwanted:
            found = f"SELECT rowid FROM {self.name()} WHERE {self.name()} MATCH %s"  # noqa: S608
            yield f"{self.key} NOT IN ({found})", [self.match([term], [])]

    def create(self):
        """Yield the statements that make the index and fill it: https://sqlite.org/fts5.html."""
        for name, columns in self.tables.items():
            yield (
                f"CREATE VIRTUAL TABLE {name} USING fts5({', '.join(columns)}, "
                f"content={self.table}, content_rowid={self.key}, "
                f"tokenize='unicode61 remove_diacritics 2')"
            )
            yield f"INSERT INTO {name}({name}) VALUES ('rebuild')"  # noqa: S608
        yield from self.triggers()

    def triggers(self):
        """Yield the statements that make the triggers."""
        remove = " ".join(self.change(name, "old", [name]) for name in self.tables)
        add = " ".join(self.change(name, "new") for name in self.tables)
        update = f"UPDATE OF {', '.join(self.columns)}"
        for event, statements in ("INSERT", add), ("DELETE", remove), (update, f"{remove} {add}"):
            name = self.name(f"_{event.split()[0].lower()}")
            yield f"CREATE TRIGGER {name} AFTER {event} ON {self.table} BEGIN {statements} END"

    def change(self, name, row, command=()):
        """Return the statement that adds the new row of a trigger, or deletes the old one."""
        columns = ", ".join([*command, "rowid", *self.tables[name]])
        values = ["'delete'"] if command else []
        values += [f"{row}.{column}" for column in (self.key, *self.tables[name])]
        return f"INSERT INTO {name}({columns}) VALUES ({', '.join(values)});"  # noqa: S608

    def drop(self):
        """Yield the statements that remove the index."""
        for event in ("insert", "delete", "update"):
            yield f"DROP TRIGGER IF EXISTS {self.name(f'_{event}')}"
        for name in (self.name(), self.name("_title")):
            yield f"DROP TABLE IF EXISTS {name}"


ENGINES: Any = {"sqlite": SQLiteIndex, "postgresql": PostgreSQLIndex, "mysql": MariaDBIndex}
