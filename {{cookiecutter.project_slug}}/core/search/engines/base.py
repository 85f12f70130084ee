"""What the full-text indexes of all databases share."""

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
