"""Full-text search: the same rows on SQLite, PostgreSQL and MariaDB. See docs/search.md."""
