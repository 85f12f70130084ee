"""All rows of a database arrive in another one, or the command says what stands in the way."""

import shutil
import subprocess
import sys
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import pairwise
from uuid import UUID

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.db.models import JSONNull
from django.db.models.signals import post_delete, post_save
from django.test.utils import CaptureQueriesContext

from accounts.models import SecurityEvent, User
from copydata import transfer
from copydata.connections import SOURCE, TARGET, open_databases
from copydata.plan import get_models
from copydata.rows import read_pages

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
    settings.INSTALLED_APPS = [*settings.INSTALLED_APPS, "copydata.tests.material"]
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
    """Save rows with all values and with none, that refer to later ones, and a child of Hen."""
    create = model("Everything").objects.using(alias).create
    rows = [create(**everything(word=f"word {number}")) for number in range(5)]
    rows += [create(), create(), create(moment=datetime.max.replace(tzinfo=UTC))]
    for earlier, later in pairwise(rows):
        earlier.before = later
        earlier.save(using=alias)
        earlier.others.add(later)
    model("Everything").objects.using(alias).update(changed_at=MOMENT)
    model("Everything").objects.using(alias).filter(pk=rows[5].pk).update(json=JSONNull())
    hen = {"number": UUID(int=7), "hatched_from": rows[0]}
    model("Rooster").objects.using(alias).create(crow="cock-a-doodle", **hen)


def values(url, name):
    """Return all rows of a model in the database at the URL."""
    with using(url) as alias:
        return list(apps.get_model(name).objects.using(alias).order_by("pk").values())


def test_all_values_arrive_there_and_back_without_a_signal(material, target, tmp_path):
    with using(url_of(material)) as alias:
        fill(alias)
    names = [f"material.{name}" for name in ("Everything", "Hen", "Rooster")]
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


def test_every_table_is_compared_and_only_the_target_is_written_to(source, target, capsys):
    before = source.read_bytes()

    with CaptureQueriesContext(connection) as queries:
        call_command("copydata", url_of(source), target)

    output = capsys.readouterr().out
    assert "Both are the same. Set DATABASE_URL to TARGET" in output
    assert "Not copied, because no model has them: cache" in output
    lines = [line.split() for line in output.splitlines()]
    assert ["accounts_user", "2", "2"] in [line[:3] for line in lines]
    tables = {line[0]: line[3:] for line in lines if line[-1:] == ["same"]}
    assert {"accounts_user_groups", "django_content_type", "django_session"} <= set(tables)
    assert all(one == other for one, other, _ in tables.values())
    assert source.read_bytes() == before
    assert not queries.captured_queries


def test_the_source_is_read_as_it_was_at_the_beginning(source, target):
    call_command("copydata", url_of(source), target)
    for url in (url_of(source), target):
        with open_databases(url, url_of(source.with_name("other"))):
            before = list(read_pages(User, SOURCE))
            with using(url) as alias:
                User.objects.using(alias).update(name="Changed")

            assert list(read_pages(User, SOURCE)) == before


# What is refused


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("oracle://ann:secret@db/x", "SOURCE is not the URL of a database"),
        ("postgres://ann:sec/secret@db/x", "SOURCE is not the URL of a database"),
        ("sqlite://", "SOURCE is not the URL of a database"),
        ("sqlite:////nowhere/db.sqlite3", "SOURCE does not answer: unable to open"),
    ],
)
def test_a_source_that_is_none_is_refused_without_its_password(url, message, target):
    with pytest.raises(CommandError, match=message) as error:
        call_command("copydata", url, target)

    assert "secret" not in str(error.value)
    assert "\n" not in str(error.value)


def test_a_target_with_rows_and_the_source_itself_are_refused(source, target, tmp_path):
    (tmp_path / "link").symlink_to(source)
    call_command("copydata", url_of(source), target)

    with pytest.raises(CommandError, match=r"as SOURCE is. Name another"):
        call_command("copydata", url_of(source), url_of(tmp_path / "link"))
    with pytest.raises(CommandError, match=r"TARGET has rows in \d+ tables, such as acc"):
        call_command("copydata", url_of(source), target)


def test_pending_and_unknown_migrations_are_refused(source, target):
    execute(source, "INSERT INTO django_migrations VALUES (999, 'core', '0999_x', '2020-01-01')")

    with pytest.raises(
        CommandError, match=r"1 migrations that this code does not, such as core.0999_x"
    ):
        call_command("copydata", url_of(source), target)

    execute(source, "DELETE FROM django_migrations WHERE app IN ('core', 'sessions')")

    with pytest.raises(CommandError, match=r"SOURCE lacks \d migrations, such as .*0001_initial"):
        call_command("copydata", url_of(source), target)


def is_untouched(url):
    """Return whether the database has no table."""
    with using(url) as alias:
        return connections[alias].introspection.table_names() == []


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ("UPDATE accounts_user SET date_joined = 'yesterday'", "date_joined is malformed"),
        ("UPDATE accounts_user SET is_staff = 2", "accounts_user, row with the key 1: .*True or"),
        ("UPDATE accounts_user SET name = CAST(x'fe' AS TEXT)", "read in accounts_user, in one"),
        ("INSERT INTO accounts_user_groups VALUES (50, 1, 999)", "primary key '50' has an inv"),
    ],
)
def test_row_that_cannot_be_copied_is_named_before_anything_is_written(
    source, target, statement, message
):
    execute(source, "PRAGMA ignore_check_constraints = ON", statement)

    with pytest.raises(CommandError, match=message):
        call_command("copydata", url_of(source), target)

    assert is_untouched(target)


FAULTS: dict = {
    "sqlite": {},
    "postgresql": {1: "too long", 3: "NUL", 4: "u0000", 5: "out of range"},
    "mysql": {1: "too long", 2: "inf", 7: "Duplicate entry"},
}


def test_values_that_the_target_does_not_take_are_named(material, target):
    with using(url_of(material)) as alias:
        for word in ["Muller", "Miller", "Maller", "Moller", "Meller", "Myller", "MYLLER "]:
            model("Everything").objects.using(alias).create(word=word)
    execute(
        material,
        "PRAGMA ignore_check_constraints = ON",
        "UPDATE material_everything SET text = '12345678901' WHERE id = 1",
        "UPDATE material_everything SET real = 9e999 WHERE id = 2",
        "UPDATE material_everything SET long_text = char(65, 0, 66) WHERE id = 3",
        """UPDATE material_everything SET json = '["\\u0000"]' WHERE id = 4""",
        "UPDATE material_everything SET positive = 2147483648 WHERE id = 5",
    )
    expected = FAULTS[connection.vendor]
    if not expected:  # SQLite takes all of them.
        call_command("copydata", url_of(material), target)
        return
    with pytest.raises(CommandError) as error:
        call_command("copydata", url_of(material), target)

    lines = [line.strip() for line in str(error.value).splitlines()[1:]]
    assert len(lines) == len(expected)
    for line, (key, fault) in zip(lines, expected.items(), strict=True):
        assert line.startswith(f"material_everything, row with the key {key}: ")
        assert fault in line
    assert is_untouched(target)


# What an earlier run has left


def stop_half_way(source, target_url):
    """Leave a copy as one that was stopped after the tables were made, and one user copied."""
    with open_databases(url_of(source), target_url) as source_name:
        transfer.make_tables(get_models(), source_name)
        with connections[TARGET].constraint_checks_disabled():
            [page] = read_pages(User, SOURCE)
            transfer.copy_page(User, page[:1])
        assert transfer.get_progress("accounts_user") == str(page[0][0])


def test_only_a_copy_of_the_same_source_is_continued(source, target, tmp_path):
    other = shutil.copy(source, tmp_path / "other.sqlite3")
    stop_half_way(source, target)

    with pytest.raises(CommandError, match=r"unfinished copy of .*source.sqlite3, and this is one"):
        call_command("copydata", url_of(other), target)
    call_command("copydata", url_of(source), target)

    assert values(target, "accounts.User") == values(url_of(source), "accounts.User")


def test_a_source_that_changed_between_two_runs_is_noticed(source, target, capsys):
    stop_half_way(source, target)
    execute(source, "UPDATE accounts_user SET name = 'Changed' WHERE id = 1")

    with pytest.raises(CommandError, match=r"TARGET differs from SOURCE in accounts_user. "):
        call_command("copydata", url_of(source), target)

    assert "DIFFERENT" in capsys.readouterr().out


# Passwords


def test_url_may_be_in_a_variable(material, target, monkeypatch):
    monkeypatch.setenv("OLD_DATABASE_URL", url_of(material))
    monkeypatch.setenv("NEW_DATABASE_URL", target)

    call_command("copydata", "OLD_DATABASE_URL", "NEW_DATABASE_URL")

    assert not is_untouched(target)


def test_password_among_the_arguments_is_refused_and_not_printed():
    url = "postgres://user:S3cretM4rk@localhost/new"
    command = [sys.executable, "manage.py", "copydata", "sqlite:///old.sqlite3", url]

    result = subprocess.run(
        command, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False
    )

    assert result.returncode == 1
    assert "type the name of the variable" in result.stderr
    assert "S3cretM4rk" not in result.stdout + result.stderr
