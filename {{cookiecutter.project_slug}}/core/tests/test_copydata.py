"""All rows of a database arrive in another one, or the command says what stands in the way."""

import shutil
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import pairwise
from uuid import UUID

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.db import connection, connections, transaction
from django.db.models import JSONNull
from django.db.models.signals import post_delete, post_save
from django.test.utils import CaptureQueriesContext

from accounts.models import SecurityEvent, User
from core.copying import places, progress
from core.copying.rows import pages

from .databases import execute, migrated_file, new_on_server, url_of, using

pytestmark = pytest.mark.slow

MOMENT = datetime(2020, 2, 29, 23, 59, 59, 123456, tzinfo=UTC)


@pytest.fixture(scope="module", autouse=True)
def any_database(django_db_setup, django_db_blocker):
    """Let tests use databases that Django's own test cases do not know."""
    with django_db_blocker.unblock():
        yield


@pytest.fixture(scope="module")
def migrated(tmp_path_factory, any_database):
    return migrated_file(tmp_path_factory.mktemp("migrated") / "db.sqlite3")


@pytest.fixture
def source(migrated, tmp_path):
    """Return a file with two users, a group and an event."""
    path = shutil.copy(migrated, tmp_path / "source.sqlite3")
    with using(url_of(path)) as alias:
        user = User(email="ann@example.com", name="Ann Ünlü 漢字 😀", date_joined=MOMENT)
        user.save(using=alias)
        User(email="bob@example.com", name="Bob").save(using=alias)
        user.groups.set([Group.objects.using(alias).create(name="Night shift")])
        SecurityEvent.objects.using(alias).create(user=user, kind="signed_in", ip_address="::1")
    return path


@pytest.fixture
def target(tmp_path):
    """Return the URL of an empty database: on the server of DATABASE_URL, or a file."""
    if connection.vendor == "sqlite":
        yield url_of(tmp_path / "target.sqlite3")
    else:
        with new_on_server() as url:
            yield url


@pytest.fixture
def material(settings, tmp_path_factory):
    """Install the app with a field of each kind, and return a file that has its tables."""
    settings.INSTALLED_APPS = [*settings.INSTALLED_APPS, "core.tests.material"]
    return migrated_file(tmp_path_factory.mktemp("material") / "source ?#%+é.sqlite3")


def model(name):
    return apps.get_model("material", name)


def everything(**changes):
    """Return values that databases like to change."""
    return {
        "text": "Ünlü 漢字😀 ",
        "long_text": "line\r\nline\ttab \\ ' \" %s ? \x1b" + "é" * 10_000,
        "small": -32768,
        "large": -(2**63),
        "positive": 2**31 - 1,
        "decimal": Decimal("-12345678.9012"),
        "real": 0.1 + 0.2,
        "truth": False,
        "day": date(1, 1, 1),
        "time": time(23, 59, 59, 999999),
        "duration": timedelta(days=-400, microseconds=1),
        "moment": MOMENT,
        "address": "2001:db8::ff",
        "number": UUID("00112233-4455-6677-8899-aabbccddeeff"),
        "json": {"b": [1, 1.5, 1e22, None, True, "é\n"], "a": {}},
        "binary": bytes(range(256)),
        "file": "covers/ü 1.png",
        **changes,
    }


def fill(alias):
    """Save a row with all values, one with none, keys in a circle, and a child of two tables."""
    create = model("Everything").objects.using(alias).create
    rows = [create(**everything(word=f"word {number}")) for number in range(5)]
    rows += [create(), create(), create(moment=datetime.max.replace(tzinfo=UTC))]
    for earlier, later in pairwise(rows):
        earlier.before = later
        earlier.save(using=alias)
        earlier.others.add(later)
    model("Everything").objects.using(alias).update(changed_at=MOMENT)
    model("Everything").objects.using(alias).filter(pk=rows[5].pk).update(json=JSONNull())
    with transaction.atomic(using=alias):  # Both keys of the circle are checked at its end.
        egg = model("Egg")(name="egg", laid_by_id=UUID(int=7))
        egg.save(using=alias)
        hen = model("Rooster")(number=UUID(int=7), hatched_from=egg, crow="cock-a-doodle")
        hen.save(using=alias)


def values(url, name):
    """Return all rows of a model in the database at the URL."""
    with using(url) as alias:
        return list(apps.get_model(name).objects.using(alias).order_by("pk").values())


def test_all_values_arrive_there_and_back_without_a_signal(material, target, tmp_path):
    with using(url_of(material)) as alias:
        fill(alias)
    names = [f"material.{name}" for name in ("Everything", "Egg", "Hen", "Rooster")]
    names += ["material.Everything_others", "auth.Permission", "contenttypes.ContentType"]
    sent: list = []
    for signal in (post_save, post_delete):
        signal.connect(lambda **kwargs: sent.append(kwargs), model("Everything"), weak=False)
    back = url_of(tmp_path / "back.sqlite3")

    call_command("copydata", url_of(material), target)
    call_command("copydata", target, back)

    for name in names:
        expected = values(url_of(material), name)
        assert expected
        assert values(back, name) == expected
    with using(back) as alias:
        of_sql = model("Everything").objects.using(alias).filter(json__isnull=True)
        assert of_sql.count() == 2
        assert model("Everything").objects.using(alias).filter(json=JSONNull()).count() == 1
    assert not sent


def test_new_rows_have_new_keys_and_foreign_keys_hold(source, target):
    call_command("copydata", url_of(source), target)

    with using(target) as alias:
        new = User(email="new@example.com")
        new.save(using=alias)
        assert new.pk == max(user.pk for user in User.objects.using(alias).all())
        assert User.objects.using(alias).count() == 3
        connections[alias].check_constraints()
        with pytest.raises(Exception, match=r"(?i)foreign key"):
            SecurityEvent.objects.using(alias).create(user_id=999)
        assert not any(
            "copydata" in name for name in connections[alias].introspection.table_names()
        )


def test_what_migrations_put_into_the_target_is_replaced(source, target):
    with using(url_of(source)) as alias:
        Group.objects.using(alias).exclude(name="Night shift").delete()

    call_command("copydata", url_of(source), target)

    assert [group["name"] for group in values(target, "auth.Group")] == ["Night shift"]


def test_the_database_of_the_site_is_not_touched(source, target):
    with CaptureQueriesContext(connection) as queries:
        call_command("copydata", url_of(source), target)

    assert not queries.captured_queries


def test_every_table_is_counted_and_compared(source, target, capsys):
    call_command("copydata", url_of(source), target)

    output, errors = capsys.readouterr()
    assert "Both are the same. Set DATABASE_URL to TARGET" in output
    lines = [line.split() for line in output.splitlines()]
    assert ["accounts_user", "2", "2"] in [line[:3] for line in lines]
    tables = {line[0]: line[3:] for line in lines if line[-1:] == ["same"]}
    assert {"accounts_user_groups", "django_content_type", "django_session"} <= set(tables)
    assert all(one == other for one, other, _ in tables.values())
    assert "cache" not in tables
    assert errors == ""


def test_the_source_is_not_written_to(source, target):
    before = source.read_bytes()

    call_command("copydata", url_of(source), target)

    assert source.read_bytes() == before


def test_the_source_is_read_as_it_was_at_the_beginning(source, target):
    call_command("copydata", url_of(source), target)
    for url in (url_of(source), target):
        with (
            places.opened(url, url_of(source.with_name("other"))),
            transaction.atomic(places.SOURCE),
        ):
            before = list(pages(User, places.SOURCE))
            with using(url) as alias:
                User.objects.using(alias).update(name="Changed")

            assert list(pages(User, places.SOURCE)) == before


# What is refused


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("oracle://ann:secret@db/x", "SOURCE is not the URL of a database"),
        ("postgres://ann:sec/secret@db/x", "SOURCE is not the URL of a database"),
        ("postgres://ann:secret@[::1/x", "SOURCE is not the URL of a database"),
        ("sqlite://secret.sqlite3", "SOURCE is not the URL of a database"),
        ("sqlite://", "SOURCE names no database"),
        ("postgres://ann:secret@localhost", "SOURCE is not the URL of a database"),
        ("sqlite:////nowhere/db.sqlite3", "SOURCE is the file '/nowhere/db.sqlite3', which does"),
    ],
)
def test_a_source_that_is_none_is_refused_without_its_password(url, message, target):
    with pytest.raises(CommandError, match=message) as error:
        call_command("copydata", url, target)

    assert "secret" not in str(error.value)
    assert "\n" not in str(error.value)


def test_a_file_that_is_no_database_is_refused(tmp_path, target):
    (tmp_path / "text").write_text("This is not a database. " * 100)

    with pytest.raises(CommandError, match="SOURCE does not answer: file is not a database"):
        call_command("copydata", url_of(tmp_path / "text"), target)


def test_a_target_in_no_directory_is_refused(source, tmp_path):
    with pytest.raises(CommandError, match=r"whose directory does not exist. Type: mkdir"):
        call_command("copydata", url_of(source), url_of(tmp_path / "none" / "db.sqlite3"))


def test_the_same_database_twice_is_refused(source, tmp_path):
    (tmp_path / "link").symlink_to(source)

    with pytest.raises(CommandError, match=r"as SOURCE is. Name another"):
        call_command("copydata", url_of(source), url_of(tmp_path / "link"))


def test_a_target_with_rows_is_refused(source, target):
    call_command("copydata", url_of(source), target)

    with pytest.raises(CommandError, match=r"TARGET has rows in .*accounts_.* more, and nothing"):
        call_command("copydata", url_of(source), target)


def test_pending_and_unknown_migrations_are_refused(source, target):
    execute(source, "INSERT INTO django_migrations VALUES (999, 'core', '0999_x', '2020-01-01')")

    with pytest.raises(CommandError, match=r"migrations that this code does not: core.0999_x"):
        call_command("copydata", url_of(source), target)

    execute(
        source,
        "DELETE FROM django_migrations WHERE app IN ('core', 'sessions')",
    )

    with pytest.raises(CommandError, match=r"SOURCE lacks 3 migrations, such as .*0001_initial"):
        call_command("copydata", url_of(source), target)


def test_all_that_cannot_be_copied_is_named_before_anything_is_written(source, target):
    execute(
        source,
        "CREATE TABLE old_search (id INTEGER PRIMARY KEY)",
        "CREATE TABLE other_notes (id INTEGER PRIMARY KEY)",
        "INSERT INTO accounts_user_groups VALUES (50, 1, 999), (51, 2, 999)",
        "UPDATE accounts_user SET date_joined = 'yesterday' WHERE id = 2",
        "UPDATE accounts_securityevent SET ip_address = 'home'",
        "INSERT INTO django_session VALUES (x'fe', 'x', '2020-01-01')",
    )

    with pytest.raises(CommandError) as error:
        call_command("copydata", url_of(source), target, "--without", "other_notes", "no_table")

    lines = [line.strip() for line in str(error.value).splitlines()]
    assert lines[1:-1] == [
        "--without no_table: SOURCE has no table of this name.",
        "The table old_search belongs to no model of this code. "
        "To leave it out: --without old_search",
        "accounts_user.date_joined is not a value of a DateTimeField: 1 row, "
        "the first with the key 2.",
        "accounts_securityevent.ip_address is not an IP address: 1 row, the first with the key 1.",
        "django_session.session_key is not text: 1 row, the first with the key b'\\xfe'.",
        "accounts_user_groups.group_id refers to a row that auth_group does not have: 2 rows, "
        "the first with the key 50.",
    ]
    assert is_untouched(target)


def is_untouched(url):
    """Return whether the database has no table; for one of SQLite, not even a file."""
    if url.startswith("sqlite"):
        return not places.Path(places.parsed(places.TARGET, url)["NAME"]).exists()
    with using(url) as alias:
        return connections[alias].introspection.table_names() == []


FAULTS = {
    "sqlite": set(),
    "postgresql": {
        "text is longer than 10 characters: 1 row, the first with the key 1.",
        "long_text has a NUL character in it: 1 row, the first with the key 2.",
        "json has a NUL character in it: 1 row, the first with the key 2.",
        "small is not between -32768 and 32767: 1 row, the first with the key 1.",
        "positive is not between 0 and 2147483647: 1 row, the first with the key 2.",
    },
    "mysql": {
        "text is longer than 10 characters: 1 row, the first with the key 1.",
        "small is not between -32768 and 32767: 1 row, the first with the key 1.",
        "real is inf, which MariaDB cannot hold: 1 row, the first with the key 2.",
        "word must be unique, and MariaDB takes it for the text of an earlier row: 3 rows, "
        "the first with the key 2.",
    },
}
EVERYWHERE = {
    "decimal is not a value of a DecimalField: 1 row, the first with the key 1.",
    "number is not a value of a UUIDField: 1 row, the first with the key 1.",
    "large is not a whole number: 1 row, the first with the key 1.",
    "truth is not true or false: 1 row, the first with the key 1.",
    "json is not a value of a JSONField: 1 row, the first with the key 1.",
    "day is not a value of a DateField: 1 row, the first with the key 1.",
    "long_text is not a value of a TextField: 1 row, the first with the key 3.",
}


def test_values_that_the_target_cannot_hold_are_named(material, target):
    with using(url_of(material)) as alias:
        words = ["Muller", "Müller", "MULLER", "muller ", "Miller"]
        for word in words:
            model("Everything").objects.using(alias).create(word=word)
    execute(
        material,
        "PRAGMA ignore_check_constraints = ON",
        "UPDATE material_everything SET text = '12345678901', small = 32768, decimal = 123456789,"
        " number = 'x', large = 'many', truth = 2, json = '{', day = 'today' WHERE id = 1",
        "UPDATE material_everything SET long_text = char(65, 0, 66), positive = 2147483648,"
        """ json = '["\\u0000"]', real = 9e999 WHERE id = 2""",
        "UPDATE material_everything SET long_text = CAST(x'fe' AS TEXT) WHERE id = 3",
    )

    with pytest.raises(CommandError) as error:
        call_command("copydata", url_of(material), target)

    found = {line.strip() for line in str(error.value).splitlines()[1:-1]}
    expected = EVERYWHERE | FAULTS[connection.vendor]
    assert found == {f"material_everything.{line}" for line in expected}
    assert is_untouched(target)


def test_tables_can_be_left_out(source, target):
    execute(source, "CREATE TABLE old_search (id INTEGER PRIMARY KEY)")
    left_out = ["--without", "old_search", "accounts_securityevent"]

    call_command("copydata", url_of(source), target, *left_out)

    assert values(target, "accounts.SecurityEvent") == []
    assert len(values(target, "accounts.User")) == 2


def test_a_table_that_others_refer_to_cannot_be_left_out(source, target):
    with pytest.raises(CommandError, match="user_id refers to accounts_user, which is left out"):
        call_command("copydata", url_of(source), target, "--without", "accounts_user")


# What an earlier run has left


def test_an_unfinished_copy_of_another_source_is_refused(source, target, tmp_path):
    other = shutil.copy(source, tmp_path / "other.sqlite3")
    stop_half_way(source, target)

    with pytest.raises(CommandError, match=r"unfinished copy of .*source.sqlite3, and this is one"):
        call_command("copydata", url_of(other), target)

    call_command("copydata", url_of(source), target)


def stop_half_way(source, target_url):
    """Leave a copy as one that was stopped after the tables were made, and one user copied."""
    from core.copying import target, transfer

    with places.opened(url_of(source), target_url) as what:
        target.prepare(what)
        with target.unchecked([User]):
            [page] = pages(User, places.SOURCE)
            transfer.copy_page(User, page[:1], 1, page[0][0])
        assert progress.reached("accounts_user") == (1, str(page[0][0]))


def test_a_copy_that_was_stopped_goes_on(source, target, capsys):
    stop_half_way(source, target)

    call_command("copydata", url_of(source), target)

    assert values(target, "accounts.User") == values(url_of(source), "accounts.User")


def test_a_source_that_changed_between_two_runs_is_noticed(source, target, capsys):
    stop_half_way(source, target)
    execute(source, "UPDATE accounts_user SET name = 'Changed' WHERE id = 1")

    with pytest.raises(
        CommandError, match=r"TARGET differs from SOURCE in accounts_user. "
    ) as error:
        call_command("copydata", url_of(source), target)

    assert error.value.returncode == 1
    assert "DIFFERENT" in capsys.readouterr().out
