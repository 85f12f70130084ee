from .base import ColumnsIndex


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
