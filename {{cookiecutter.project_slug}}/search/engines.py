"""The full-text index of each database: only this module has statements that differ."""

from collections import defaultdict
from functools import cache
from itertools import groupby
from typing import Any
from zlib import crc32

from django.core.exceptions import EmptyResultSet
from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

from core.apps import declared_fields

from .words import ACCENTS, FOLDED, UNSPACED, is_of_a_word

MAX_HITS = 200  # So a word that is everywhere costs no more than a rare one.


def index_of(model, connection):
    """Return the index of a model's table in a database."""
    meta, fields = model._meta, declared_fields(model, "search_fields")
    columns = [meta.get_field(name).column for name in fields]
    return ENGINES[connection.vendor](connection, meta.db_table, meta.pk.column, columns)


def installed_indexes(connection):
    """Return the definitions of the indexes in a database, by their tables."""
    with connection.cursor() as cursor:
        cursor.execute(ENGINES[connection.vendor].INSTALLED)
        return dict(cursor.fetchall())


class Index:
    """
    The full-text index of one table; without key and columns, to drop it.

    It has two parts: "words" of all columns, and "title" of the first one, if there are others.
    """

    MATCH: str  # Condition of rows where a part has the words of a query
    INSTALLED: str  # Query of tables with an index, and of the definitions
    query: Any  # Method that returns the query for rows with all of the terms
    value: Any  # Method that returns the expression of a generated column

    def __init__(self, connection, table, key="", columns=()):
        self.connection, self.raw_table = connection, table
        self.table, self.key = map(connection.ops.quote_name, (table, key))
        self.columns = [connection.ops.quote_name(column) for column in columns]
        self.parts = {"words": self.columns}
        if len(columns) > 1:
            self.parts["title"] = self.columns[:1]

    @property
    def definition(self):
        """Return a text that differs where the index has to be created again."""
        return f"{crc32(self.value(self.columns).encode()):08x}"

    def name(self, part):
        """Return the quoted name of the generated column of a part, with its table."""
        return f"{self.table}.search_{part}"

    def match(self, terms, part="words"):
        """Return a condition for rows with all of the terms in a part."""
        sql = self.MATCH.format(self.name(part), key=f"{self.table}.{self.key}")
        return RawSQL(sql, [self.query(terms)], output_field=BooleanField())  # noqa: S611

    def newest(self, rows, terms, part):
        """Return the keys of the newest rows with all of the terms in a part."""
        if terms:
            rows = rows.filter(self.match(terms, part))
        return rows.order_by("-pk").values_list("pk", flat=True)[:MAX_HITS]

    def drop(self):
        """Yield the statements that drop the index: here, with its columns."""
        columns = "DROP COLUMN IF EXISTS search_title, DROP COLUMN IF EXISTS search_words"
        yield f"ALTER TABLE IF EXISTS {self.table} {columns}"


@cache
def separators():
    """Return what is in no word, as ranges of a regular expression of PostgreSQL."""
    runs = groupby(range(1, 0x20000), key=lambda code: is_of_a_word(chr(code)))
    found = [list(codes) for is_kept, codes in runs if not is_kept]
    return (
        "".join(rf"\U{codes[0]:08x}-\U{codes[-1]:08x}" for codes in found)
        + r"\U000e0000-\U000e0fff"
    )


class PostgreSQLIndex(Index):
    """Generated tsvectors with GIN indexes. Words are kept whole, in any language."""

    MATCH = "{} @@ to_tsquery('simple', %s)"
    INSTALLED = """
        SELECT relname, col_description(pg_class.oid, attnum)
        FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
        WHERE attname = 'search_words' AND attgenerated = 's' AND pg_table_is_visible(attrelid)"""
    # ICU has one case for all servers, whatever their locale, in which C knows ASCII alone.
    VECTOR = (
        "to_tsvector('simple', regexp_replace(translate(regexp_replace("
        "lower(normalize(coalesce({column}, ''), NFC) COLLATE \"und-x-icu\"), "
        f"'[{ACCENTS}]', '', 'g'), '{''.join(map(chr, FOLDED))}', '{''.join(FOLDED.values())}'), "
        f"'[{{separators}}{UNSPACED}]+', ' ', 'g'))"
    )

    def query(self, terms):
        """Return a query of to_tsquery()."""
        phrases = [" <-> ".join(f"'{word}'" for word in term.words) for term in terms]
        stars = [":*" * term.is_prefix for term in terms]
        return " & ".join(f"({phrase}{star})" for phrase, star in zip(phrases, stars, strict=True))

    def value(self, columns):
        """Return the expression of a generated column."""
        # The word _, which nobody can look for, keeps phrases from going on in the next field.
        vectors = [self.VECTOR.format(column=name, separators=separators()) for name in columns]
        return " || '_:1'::tsvector || ".join(vectors)

    def create(self):
        """Yield the statements that create the index and fill it."""
        for part, columns in self.parts.items():
            column = f"search_{part} tsvector GENERATED ALWAYS AS ({self.value(columns)}) STORED"
            yield f"ALTER TABLE {self.table} ADD COLUMN {column}"
            yield f"CREATE INDEX ON {self.table} USING gin (search_{part})"
        yield f"COMMENT ON COLUMN {self.name('words')} IS '{self.definition}'"


class MariaDBIndex(Index):
    """
    FULLTEXT on generated columns, where each word begins with xx.

    So MariaDB neither leaves out short words nor takes “the” for a word that says nothing.
    """

    MATCH = "MATCH ({}) AGAINST (%s IN BOOLEAN MODE)"
    INSTALLED = """
        SELECT table_name, column_comment FROM information_schema.columns
        WHERE table_schema = DATABASE() AND column_name = 'search_words'
        AND generation_expression IS NOT NULL"""

    def query(self, terms):
        """Return a query of the boolean mode."""
        return " ".join(
            f"+xx{' +xx'.join(term.words)}*" if term.is_prefix else f'+"xx{" xx".join(term.words)}"'
            for term in terms
        )

    def value(self, columns):
        """Return the expression of a generated column: all words, with xx before each."""
        word, other = r"[\\p{L}\\p{M}\\p{Nd}]", r"[^\\p{L}\\p{M}\\p{Nd}]"
        # The word ____, which nobody can look for, keeps phrases out of the next field.
        found = f"'{other}*({word}+){other}*', 'xx\\\\1 '"
        padded = [f"REGEXP_REPLACE({self.folded(column)}, {found})" for column in columns]
        return f"CONCAT_WS(' ____ ', {', '.join(padded)})"

    def folded(self, column):
        """Return the expression for a text in lower case, with Latin letters without accents."""
        accented: dict[str, str] = defaultdict(str)
        for letter, plain in FOLDED.items():
            accented[plain] += chr(letter)
        changes = {f"[{ACCENTS}]": "", f"[{UNSPACED}]": " "}
        changes |= {f"[{letters}]": plain for plain, letters in accented.items()}
        text = f"LOWER({column} COLLATE utf8mb4_unicode_520_ci)"
        for pattern, plain in changes.items():
            text = f"REGEXP_REPLACE({text}, '{pattern}', '{plain}')"
        return text

    def create(self):
        """Yield the statement that creates the index and fills it."""
        kind = "LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"
        changes = [
            f"ADD COLUMN search_{part} {kind} AS ({self.value(columns)}) STORED "
            f"COMMENT '{self.definition}', ADD FULLTEXT INDEX (search_{part})"
            for part, columns in self.parts.items()
        ]
        yield f"ALTER TABLE {self.table} {', '.join(changes)}"


class SQLiteIndex(Index):
    """A table of FTS5 for each part, kept by triggers."""

    MATCH = "{key} IN (SELECT rowid FROM {0} WHERE {0} MATCH %s)"
    # A trigger is lost with a table that Django creates again to change a column.
    INSTALLED = """
        SELECT tbl_name, sql FROM sqlite_master
        WHERE type = 'trigger' AND name = tbl_name || '_search_update'"""

    @property
    def definition(self):
        """Return the statement of the trigger for updates, which names all columns."""
        *_, update = self.triggers()
        return update

    def name(self, part):
        """Return the quoted name of a table, or of a trigger."""
        return self.connection.ops.quote_name(
            f"{self.raw_table}_search_{part}".removesuffix("_words")
        )

    def query(self, terms):
        """Return a query of FTS5."""
        return " AND ".join(f'"{" ".join(term.words)}"' + "*" * term.is_prefix for term in terms)

    def newest(self, rows, terms, part):
        """Walk the index from its newest entry, which stops after enough of them."""
        if not terms:
            return super().newest(rows, terms, part)
        table = self.name(part)
        rows = rows.filter(pk=RawSQL(f"{table}.rowid", [])).values("pk")  # noqa: S611
        try:
            sql, params = rows.query.get_compiler(rows.db).as_sql()
        except EmptyResultSet:  # There are no rows to search.
            return []
        with self.connection.cursor() as cursor:
            cursor.execute(
                f"SELECT rowid FROM {table} WHERE {table} MATCH %s "  # noqa: S608
                f"AND EXISTS ({sql}) ORDER BY rowid DESC LIMIT {MAX_HITS}",
                [self.query(terms), *params],
            )
            return [key for (key,) in cursor]

    def value(self, columns):
        """Return the expressions of the columns: their texts, cut at letters without spaces."""
        # In pieces, as each step copies what is left of its text.
        sign = f"CASE WHEN text GLOB '[{UNSPACED}]*' THEN ' ' ELSE substr(text, 1, 1) END"
        signs = (
            "WITH RECURSIVE signs(done, text) AS (SELECT '', piece UNION ALL "  # noqa: S608
            f"SELECT done || {sign}, substr(text, 2) FROM signs WHERE text <> '') "
            "SELECT done FROM signs WHERE text = ''"
        )
        cut = (
            f"CASE WHEN {{0}} GLOB '*[{UNSPACED}]*' THEN (WITH RECURSIVE pieces(piece, text) AS ("  # noqa: S608
            "SELECT '', {0} UNION ALL SELECT substr(text, 1, 100), substr(text, 101) "
            f"FROM pieces WHERE text <> '') SELECT group_concat(({signs}), '') FROM pieces) "
            "ELSE {0} END"
        )
        return ", ".join(map(cut.format, columns))

    def create(self):
        """Yield the statements that create the index and fill it: https://sqlite.org/fts5.html."""
        for part, columns in self.parts.items():
            name, listed = self.name(part), ", ".join(columns)
            yield (
                f"CREATE VIRTUAL TABLE {name} USING fts5({listed}, content='', "
                "tokenize=\"unicode61 remove_diacritics 2 categories 'L* M* Nd'\")"
            )
            yield (
                f"INSERT INTO {name}(rowid, {listed}) "  # noqa: S608
                f"SELECT {self.key}, {self.value(columns)} FROM {self.table}"
            )
        yield from self.triggers()

    def triggers(self):
        """Yield the statements that create the triggers."""
        remove, add = self.changes("'delete'", "old"), self.changes("NULL", "new")
        update = f"UPDATE OF {', '.join(self.columns)}"
        for event, changes in ("INSERT", add), ("DELETE", remove), (update, remove + add):
            name = self.name(event.split()[0].lower())
            yield f"CREATE TRIGGER {name} AFTER {event} ON {self.table} BEGIN {changes}END"

    def changes(self, command, row):
        """Return the statements that add the new row of a trigger, or delete the old one."""
        return "".join(
            f"INSERT INTO {self.name(part)}({self.name(part)}, rowid, {', '.join(columns)}) "  # noqa: S608
            f"VALUES ({command}, {row}.{self.key}, "
            f"{self.value([f'{row}.{name}' for name in columns])}); "
            for part, columns in self.parts.items()
        )

    def drop(self):
        """Yield the statements that drop the index."""
        for event in ("insert", "delete", "update"):
            yield f"DROP TRIGGER IF EXISTS {self.name(event)}"
        for part in ("words", "title"):
            yield f"DROP TABLE IF EXISTS {self.name(part)}"


ENGINES: Any = {"sqlite": SQLiteIndex, "postgresql": PostgreSQLIndex, "mysql": MariaDBIndex}
