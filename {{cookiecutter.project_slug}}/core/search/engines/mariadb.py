from .base import ColumnsIndex


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
