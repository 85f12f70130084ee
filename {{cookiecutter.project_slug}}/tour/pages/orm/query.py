"""A question to the database, written as a function that gets the rows of a model."""

import inspect
import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction
from django.db.models import QuerySet
from django.utils.functional import Promise

from tour.excerpts import coloured

SHOWN = 5  # rows of an answer


@dataclass(frozen=True, kw_only=True)
class Query:
    """
    A function with its title, and the label of the model whose rows it gets.

    It returns a queryset or, where `changes` is set, what a method returns that writes.
    """

    title: Promise | str
    model: str
    ask: Callable
    changes: bool = False

    @property
    def key(self):
        """Return what the query is called in the address of a page."""
        return self.ask.__name__

    @property
    def model_class(self):
        """Return the model."""
        return apps.get_model(self.model)

    @property
    def call(self):
        """Return how the function is called, in Python."""
        return f"{self.key}({self.model_class.__name__}.objects)"

    @property
    def html(self):
        """Return the function as it is in its file, coloured."""
        return coloured(inspect.getsource(self.ask))

    @property
    def expression(self):
        """Return what the function returns, as code."""
        return expression(self.ask)

    def on(self, alias):
        """Return what the function returns for the rows of one database."""
        return self.ask(self.model_class._default_manager.using(alias))

    def run(self):
        """Return the answer of this site's database; a change is undone at once."""
        with undone(DEFAULT_DB_ALIAS, self.changes):
            start = time.perf_counter()
            answer = self.on(DEFAULT_DB_ALIAS)
            rows = list(answer) if isinstance(answer, QuerySet) else answer
            return Answer(rows, (time.perf_counter() - start) * 1000)

    def plan(self):
        """
        Return what the database says about its way to the answer, which it does not go.

        QuerySet.explain() asks the same, but neither for changes nor for filters on windows.
        """
        statement = self.statement(DEFAULT_DB_ALIAS)
        explain = connection.ops.explain_query_prefix()
        with connection.cursor() as cursor:
            cursor.execute(f"{explain} {statement.sql}", statement.params)
            return "\n".join(" ".join(map(str, row)) for row in cursor.fetchall())

    def statement(self, alias):
        """Return the Statement that would go to a database; it does not arrive there."""
        try:
            with undone(alias, self.changes), connections[alias].execute_wrapper(stop):
                list(self.on(alias))
        except Statement as statement:
            return statement
        raise LookupError(f"{self.key} asks the database nothing.")


class Statement(Exception):
    """SQL on its way to the database, with the values that travel beside it."""

    def __init__(self, sql, params):
        self.sql, self.params = sql, params


def stop(execute, sql, params, many, context):
    """Raise what was to be executed."""
    raise Statement(sql, params)


@contextmanager
def undone(alias, changes=True):
    """Undo what happens to a database meanwhile. What only reads needs no transaction."""
    if not changes:
        yield
        return
    with transaction.atomic(using=alias):
        yield
        transaction.set_rollback(True, using=alias)


class Answer:
    """The rows that came, or the number of rows that were changed, and after how long."""

    def __init__(self, rows, milliseconds):
        self.milliseconds = milliseconds
        self.number = rows if isinstance(rows, int) else len(rows)
        self.rows = [] if isinstance(rows, int) else rows[:SHOWN]

    @property
    def head(self):
        """Return the names of the columns."""
        return list(cells(self.rows[0])) if self.rows else []

    @property
    def body(self):
        """Return the cells of each row."""
        return [list(cells(row).values()) for row in self.rows]

    @property
    def rest(self):
        """Return how many rows are not shown."""
        return self.number - len(self.rows)


def expression(function):
    """Return the code behind the `return` of a function that has one."""
    code = " ".join(inspect.getsource(function).partition("    return ")[2].split())
    return code.replace("( ", "(").replace(" )", ")")


def cells(row):
    """Return what to show of a row, by column: a dictionary as it is, an object by its name."""
    if isinstance(row, dict):
        return row
    own = {"_state", *(field.attname for field in row._meta.concrete_fields)}
    extra = {name: value for name, value in vars(row).items() if name not in own}
    return {row._meta.verbose_name: str(row)} | extra
