import pytest
from django.db import connection
from sec2.models import Person
from sec2.search import find_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(word):
    for name in (f"Ben {word}", f"Anna {word}", f"Mary O'Hara {word}"):
        Person.objects.create(name=name, phone="030 1234")
    Person.objects.create(name=f"Hidden {word}", phone=f"secret {word}", is_public=False)


def tried(name):
    try:
        return find_people(name)
    except Exception as problem:
        advice = " Put no quotes around %s." if "bindings" in str(problem) else ""
        raise AssertionError(
            f"Searching for {name!r} ended with {problem!r}: it may find nobody, but not fail."
            + advice
        ) from None


@pytest.mark.parametrize(
    "attack",
    [
        "' OR 1=1 --",
        "nobody%' UNION SELECT phone FROM sec2_person --",
        "nobody' OR NOT is_public OR name = 'x",
    ],
    ids=["or", "union", "hidden"],
)
def check_attacks_find_nobody(people, attack):
    found = tried(attack)

    assert list(found) == [], f"Typing {attack} leaked {found}."


def check_a_part_of_a_name_still_finds_people_in_order(people, word):
    found = tried(word)

    expected = [f"Anna {word}", f"Ben {word}", f"Mary O'Hara {word}"]
    assert found == expected, f"Searching for {word!r} gave {found!r}, not {expected}."


def check_a_name_with_a_quote_is_found(people, word):
    found = tried(f"O'Hara {word}")

    assert found == [f"Mary O'Hara {word}"], f"Searching for O'Hara gave {found!r}."


def check_what_is_typed_reaches_the_database_as_a_value(people, word):
    sent = []

    def note(execute, sql, params, many, context):
        sent.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        tried(word)

    assert len(sent) == 1, f"{len(sent)} queries were sent, and one is enough."
    sql, params = sent[0]
    assert word not in sql, (
        f"What was typed, {word}, is a part of the SQL: {sql} — whoever escapes it by hand forgets "
        "something on one database or another. Give it to the database beside the SQL."
    )
    assert word in str(params), (
        f"What was typed, {word}, never reached the database: let it filter, instead of Python."
    )
    try:
        sql % (params if isinstance(params, dict) else tuple(params))
    except (TypeError, ValueError):
        raise AssertionError(
            f"SQLite takes this, PostgreSQL and MariaDB do not: {sql} — in SQL that has parameters, "
            "write %% for a percent sign, or put the sign into the parameter."
        ) from None
