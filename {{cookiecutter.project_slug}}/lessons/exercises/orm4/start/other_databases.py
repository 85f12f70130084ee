"""The SQL that Django would send to databases that are not here. Nothing is run."""

from django.db import connection

MARIADB = {
    "version": "11.8.2-MariaDB",
    "sql_mode": "STRICT_TRANS_TABLES",
    "default_storage_engine": "InnoDB",
    "sql_auto_is_null": False,
    "lower_case_table_names": 0,
    "has_zoneinfo_database": True,
}


def postgresql():
    """Return a connection to PostgreSQL that is never opened."""
    from django.db.backends.postgresql.base import DatabaseWrapper

    pretended = DatabaseWrapper(connection.settings_dict | {"OPTIONS": {}}, "postgresql")
    pretended.pg_version = 180_000
    return pretended


def mariadb():
    """Return a connection to MariaDB that is never opened."""
    import pymysql

    pymysql.install_as_MySQLdb()
    from django.db.backends.mysql.base import DatabaseWrapper

    pretended = DatabaseWrapper(connection.settings_dict | {"OPTIONS": {}}, "mariadb")
    pretended.mysql_server_data = MARIADB
    return pretended


DATABASES = {"PostgreSQL": postgresql, "MariaDB": mariadb}


def sql_for(database, queryset):
    """Return the SQL of a queryset for "PostgreSQL" or "MariaDB", with its parameters."""
    return queryset.query.get_compiler(connection=DATABASES[database]()).as_sql()
