from .base import ColumnsIndex


class MariaDBIndex(ColumnsIndex):
    """
    FULLTEXT on generated columns, where each word begins with xx.

    So MariaDB neither leaves out short words nor takes “the” for a word that says nothing.
    """

    INSTALLED = (
        "SELECT table_name, column_comment FROM information_schema.columns "
        "WHERE table_schema = DATABASE() AND column_name = 'search_words' "
        "AND generation_expression IS NOT NULL"
    )

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

    def expressions(self):
        """Return the values of search_title and search_words."""
        # The word ____, which nobody can look for, keeps phrases out of the next field.
        everything = ", ".join(map(self.padded, self.columns))
        return self.padded(self.columns[0]), f"CONCAT_WS(' ____ ', {everything})"

    def create(self):
        """Yield the statement that makes the index and fills it."""
        kind = "LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci"
        title, words = self.expressions()
        comment = self.definition.replace("'", "''")
        yield (
            f"ALTER TABLE {self.table} "
            f"ADD COLUMN search_title {kind} AS ({title}) STORED, "
            f"ADD COLUMN search_words {kind} AS ({words}) STORED COMMENT '{comment}', "
            f"ADD FULLTEXT INDEX {self.name[:-1]}_search_title` (search_title), "
            f"ADD FULLTEXT INDEX {self.name[:-1]}_search_words` (search_words)"
        )

    def padded(self, column):
        """Return an expression: the words with xx before each, and spaces between."""
        spaced = rf"REGEXP_REPLACE({column}, '[^\\p{{L}}\\p{{M}}\\p{{N}}]+', ' ')"
        return rf"REGEXP_REPLACE({spaced}, '([\\p{{L}}\\p{{M}}\\p{{N}}]+)', 'xx\\1')"
