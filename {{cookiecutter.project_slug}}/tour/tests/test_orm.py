from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec

import environ
import pytest
from django.apps import apps
from django.contrib.auth.models import Permission
from django.db import connection, connections
from django.urls import reverse
from django.utils.connection import ConnectionDoesNotExist
from django.utils.html import escape
from pytest_django.asserts import assertContains, assertNotContains

from core.demo import load_all
from tour import rows
from tour.pages.orm.databases import DATABASES, pretended
from tour.pages.orm.dialects import compiled, in_python, side_by_side
from tour.pages.orm.differences import CASES, differences
from tour.pages.orm.examples import QUERIES
from tour.pages.orm.query import Query
from tour.pages.versatility.formats import examples

pytestmark = pytest.mark.django_db

each_query = pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.key)
each_database = pytest.mark.parametrize("database", DATABASES, ids=lambda item: item.vendor)

HERE = next(database for database in DATABASES if database.is_here)


@pytest.fixture
def development(settings):
    """Let anybody see the tour."""
    settings.DEBUG = True


@pytest.fixture
def page(client, development):
    """Return a function that gets the page with some choices."""
    return lambda **choices: client.get(reverse("tour:orm"), choices)


def all_rows():
    """Return the rows of all tables."""
    return {
        model: list(model._default_manager.order_by("pk").values())
        for model in apps.get_models()
        if model._meta.managed
    }


def test_every_app_of_the_map_adds_questions_about_its_own_models():
    for module in rows.modules():
        app = module.__name__.rpartition(".")[2]
        assert {query.model.partition(".")[0] for query in getattr(module, "QUERIES", [])} <= {app}
    assert len({query.key for query in QUERIES}) == len(QUERIES)


@each_query
def test_query_is_compiled_for_all_three_databases(query):
    dialects = side_by_side(query)

    assert [dialect.problem for dialect in dialects] == ["", "", ""]
    assert all(dialect.lines for dialect in dialects)


@each_query
def test_sql_without_a_server_is_that_of_the_real_connection(query):
    with pretended(HERE) as alias:
        without = query.statement(alias)

    real = query.statement("default")
    assert without.sql == real.sql
    assert repr(without.params) == repr(real.params)


@each_query
def test_sql_that_is_shown_is_the_sql_that_runs(query):
    noted = []

    def note(execute, sql, *args):
        noted.append(sql)
        return execute(sql, *args)

    with connection.execute_wrapper(note):
        query.run()

    assert query.statement("default").sql in noted


@each_query
def test_query_runs_here_and_has_a_plan(query):
    assert query.run().number >= 0
    assert query.plan()


def test_queries_change_nothing_for_good():
    load_all()
    before = all_rows()

    for query in QUERIES:
        query.run()
        query.plan()
        side_by_side(query)

    assert all_rows() == before


@each_query
def test_words_travel_beside_the_sql(query):
    for dialect in side_by_side(query):
        for value in dialect.statement.params:
            assert f"'{value}'" not in dialect.statement.sql


def test_change_happens_before_it_is_undone():
    query = next(query for query in QUERIES if query.key == "add_missing_groups")

    assert query.changes
    assert query.run().number == 2


@pytest.mark.skipif(not examples(), reason="without a starter, there is hardly any demo data")
def test_demo_data_has_an_answer_to_each_query():
    load_all()

    assert [query.key for query in QUERIES if not query.run().number] == []


@pytest.mark.parametrize("value", [2, True, "a", 1.5])
def test_number_that_a_driver_has_wrapped_is_shown_as_a_number(value):
    wrapped = type("Int4", (int,), {"__repr__": lambda self: f"Int4({int(self)})"})

    assert in_python(value) == repr(value)
    assert in_python(wrapped(2)) == "2"


def test_answer_without_rows_says_so(page):
    assertContains(page(query="may_change_something"), "Nothing on this site fits the question")


def test_lines_that_another_database_lacks_are_marked_whatever_their_quotes():
    query = next(query for query in QUERIES if query.key == "new_people_by_month")

    for dialect in side_by_side(query):
        marked = [line.text.strip() for line in dialect.lines if line.differs]
        assert len(marked) == 1
        assert "date_joined" in marked[0]


@each_database
def test_pretended_database_runs_nothing_and_is_gone_afterwards(database):
    with pretended(database) as alias:
        if database.vendor != "sqlite":
            with pytest.raises(AttributeError), connections[alias].cursor() as cursor:
                cursor.execute("SELECT 1")

    with pytest.raises(ConnectionDoesNotExist):
        connections[alias]
    assert alias not in connections


def test_driver_of_mariadb_that_a_site_uses_is_left_alone():
    compiled(QUERIES[0], DATABASES[2])

    used = import_module("MySQLdb")
    assert used.__name__ == ("MySQLdb" if find_spec("MySQLdb._mysql") else "pymysql")


def test_without_a_driver_the_page_says_what_to_type():
    absent = replace(DATABASES[1], vendor="other", drivers=("no_such_driver",))

    dialect = compiled(QUERIES[0], absent)

    assert dialect.statement is None
    assert "uv sync --group learn" in dialect.problem


def test_databases_differ_as_the_page_says():
    supported = {
        case.key: [bool(answer.statement) for answer in answers] for case, answers in differences()
    }

    assert supported == {  # SQLite, PostgreSQL, MariaDB
        "newest_of_each": [False, True, False],
        "ordered_halves": [False, True, True],
        "part_of_json": [False, True, True],
        "add_or_rename": [True, True, False],
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.key)
def test_what_works_here_according_to_the_page_does_work(case):
    if compiled(case, HERE).statement:
        assert case.run().number >= 0


def test_sqlite_locks_no_rows():
    query = Query(title="Locked", model="accounts.User", ask=lock, changes=True)

    locks = ["FOR UPDATE" in compiled(query, database).statement.sql for database in DATABASES]

    assert locks == [False, True, True]


def lock(users):
    return users.select_for_update()


@each_database
def test_url_of_the_page_chooses_the_database(database):
    assert environ.Env.db_url_config(database.url)["ENGINE"].endswith(f".{database.backend}")


def test_extras_of_the_page_are_those_of_the_project(settings):
    project = (settings.BASE_DIR / "pyproject.toml").read_text(encoding="utf-8")

    for database in DATABASES[1:]:
        assert f"\n{database.install.rpartition(' ')[2]} = [" in project


@each_query
def test_page_shows_the_query_its_sql_and_the_answer(page, query):
    response = page(query=query.key)

    assert query.html in response.text
    assertContains(response, escape(query.call))
    for database in DATABASES:
        assertContains(response, f"SQL for {database.name}")


def test_page_says_which_database_is_used(page):
    version = ".".join(map(str, connection.get_database_version()))

    assertContains(page(), f"This site runs on {connection.display_name} {version}")
    assertContains(page(), '<span class="tag">used here</span>', count=2)


@pytest.mark.parametrize(("size", "number"), [("20", 20), ("200", 200), ("9999", 20), ("", 20)])
def test_loop_has_20_or_200_rows(page, size, number):
    response = page(rows=size)

    assert response.context["ways"][0].queries == 1 + number


def test_unknown_query_is_the_first(page):
    assert page(query="drop_table").context["query"] == QUERIES[0]


def test_staff_in_production_see_the_rows_that_they_may_view(client, make_user):
    staff = make_user("Staff", is_staff=True)
    make_user("Zoe")
    client.force_login(staff)

    assertNotContains(client.get(reverse("tour:orm")), "Zoe")

    staff.user_permissions.add(Permission.objects.get(codename="view_user"))
    assertContains(client.get(reverse("tour:orm")), "Zoe")
