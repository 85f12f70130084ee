"""The code that the full-text indexes of all databases share."""

from dataclasses import dataclass
from typing import ClassVar
from zlib import crc32

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

    @property
    def definition(self):
        """Return a text that differs where an index has to be made again; it names the columns."""
        raise NotImplementedError

    @classmethod
    def installed(cls, cursor):
        """Return the definitions of the indexes in the database, by unquoted names of tables."""
        raise NotImplementedError

    def create(self):
        """Yield the statements that make the index and fill it."""
        raise NotImplementedError

    def drop(self):
        """Yield the statements that remove the index, or as much of it as there is."""
        raise NotImplementedError

    def conditions(self, wanted, unwanted, in_first):
        """Yield SQL and parameters of the conditions that matching rows fulfil."""
        raise NotImplementedError

    def newest(self, rows, wanted, unwanted, in_first):
        """Return statement and parameters that give the keys of the newest rows that match."""
        for sql, params in self.conditions(wanted, unwanted, in_first):
            rows = rows.filter(RawSQL(sql, params, output_field=BooleanField()))  # noqa: S611
        return compiled(rows.order_by("-pk").values("pk")[:MAX_HITS])


class ColumnsIndex(Index):
    """
    Indexes on two generated columns: of the first field, and of all of them.

    The definition is the comment of the column search_words, which dumps of the database keep.
    """

    INSTALLED: ClassVar[str]  # the query for tables and comments

    @property
    def definition(self):
        """Return the columns, and a checksum of the expressions."""
        return f"{', '.join(self.columns)}: {crc32(repr(self.expressions()).encode()):08x}"

    @classmethod
    def installed(cls, cursor):
        """Return the definitions by table; "" for an index from before they were written down."""
        cursor.execute(cls.INSTALLED)
        return {table: comment or "" for table, comment in cursor.fetchall()}

    def expressions(self):
        """Return the values of search_title and search_words."""
        raise NotImplementedError

    def conditions(self, wanted, unwanted, in_first):
        """Yield the conditions of matching rows."""
        if wanted:
            column = "search_title" if in_first else "search_words"
            yield self.match(column), [self.all_of(wanted)]
        if unwanted:
            yield f"NOT {self.match('search_words')}", [self.any_of(unwanted)]

    def drop(self):
        """Yield the statement that removes the columns, and the indexes with them."""
        columns = "DROP COLUMN IF EXISTS search_title, DROP COLUMN IF EXISTS search_words"
        yield f"ALTER TABLE IF EXISTS {self.table} {columns}"

    def match(self, column):
        """Return the condition that a column matches the query in its parameter."""
        raise NotImplementedError

    def all_of(self, terms):
        """Return the query for rows with all of the terms."""
        raise NotImplementedError

    def any_of(self, terms):
        """Return the query for rows with one of the terms."""
        raise NotImplementedError
