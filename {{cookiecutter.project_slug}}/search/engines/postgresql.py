from .base import ColumnsIndex


class PostgreSQLIndex(ColumnsIndex):
    """Generated tsvectors with GIN indexes. Words are kept whole, in any language."""

    INSTALLED = (
        "SELECT relname, col_description(pg_class.oid, attnum) "
        "FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid "
        "WHERE attname = 'search_words' AND attgenerated = 's' AND pg_table_is_visible(attrelid)"
    )

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

    def expressions(self):
        """Return the values of search_title and search_words."""
        vectors = [f"to_tsvector('simple', {self.plain(column)})" for column in self.columns]
        # The word _, which nobody can look for, keeps phrases from going on in the next field.
        return vectors[0], " || '_:1'::tsvector || ".join(vectors)

    def create(self):
        """Yield the statements that make the indexes and fill them."""
        values = zip(("search_title", "search_words"), self.expressions(), strict=True)
        columns = [
            f"ADD COLUMN {column} tsvector GENERATED ALWAYS AS ({value}) STORED"
            for column, value in values
        ]
        yield f"ALTER TABLE {self.table} {', '.join(columns)}"
        for column in ("search_title", "search_words"):
            yield f'CREATE INDEX {self.name[:-1]}_{column}" ON {self.table} USING gin ({column})'
        comment = self.definition.replace("'", "''")
        yield f"COMMENT ON COLUMN {self.table}.search_words IS '{comment}'"

    def plain(self, column):
        """Return an expression: letters in lower case without accents, digits, and spaces."""
        text = f"normalize(coalesce({column}, ''), NFD)"
        bare = rf"regexp_replace({text}, '[\u0300-\u036f]', '', 'g')"
        others = r"[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf]+"
        return f"regexp_replace(lower(normalize({bare}, NFC)), '{others}', ' ', 'g')"
