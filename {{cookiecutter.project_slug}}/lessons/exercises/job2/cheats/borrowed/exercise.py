from django.db import connection
from sqlalchemy.dialects import sqlite

from job2 import sqlalchemy_queries


def borrowed(name):
    def query(argument):
        statement = getattr(sqlalchemy_queries, name)(argument)
        options = {"literal_binds": True}
        sql = str(statement.compile(dialect=sqlite.dialect(), compile_kwargs=options))
        with connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchall()

    return query


long_books = borrowed("long_books")
books_to_count = borrowed("books_to_count")
quiet_authors = borrowed("quiet_authors")
