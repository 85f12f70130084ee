"""The project on PostgreSQL, MariaDB and SQLite."""
