import os
import random
import re
import runpy
import time

import pytest
from django.core.management import CommandError
from django.db import connection

from backups import archive, databases
from backups.tests.conftest import members
from backups.tests.site import FILES

pytestmark = pytest.mark.slow


def test_backup_holds_database_and_uploads_and_only_its_owner_reads_it(site):
    code, output = site.command("backup")

    assert code == 0, output
    assert re.match(rf"\S+Z\.tar\.gz: [\d.]+ .B, {FILES + 1} uploads\. Read back: .* whole", output)
    (path,) = site.backups.glob("*.tar.gz")
    assert sum(name.startswith("media/") for name in members(path)) == FILES + 1
    assert any(name.startswith("database/") for name in members(path))
    assert archive.verify(path)["engine"] in ("SQLite", "PostgreSQL", "MariaDB")
    assert path.stat().st_mode & 0o777 == 0o600
    assert {child.name for child in site.backups.iterdir()} == {".lock", path.name}
    path.unlink()


def test_links_are_not_followed_and_special_files_not_read(site, tmp_path):
    (tmp_path / "secret.txt").write_text("secret")
    (site.media / "link.txt").symlink_to(tmp_path / "secret.txt")
    (site.media / "directory").symlink_to(tmp_path)
    os.mkfifo(site.media / "pipe")

    path = site.backup(tmp_path / "site.tar.gz")

    assert sum(name.startswith("media/") for name in members(path)) == FILES + 1


def test_names_of_any_bytes_survive(site, tmp_path):
    strange = ["ü — ’.txt", "new\nline", "a" * 200, os.fsdecode(b"\xff\xfe"), "-rf", "b\\c"]
    for name in strange:
        (site.media / name).write_text("content")

    path = site.backup(tmp_path / "site.tar.gz")
    for name in strange:
        (site.media / name).unlink()
    site.restore(path)

    assert {(site.media / name).read_text() for name in strange} == {"content"}


def test_backup_while_the_site_writes_is_consistent_and_has_every_file(site, tmp_path):
    writer = site.start("write")
    while site.call("pairs")[0] < 5:
        pass
    before = site.call("pairs")[0]
    paths = [site.backup(tmp_path / f"{number}.tar.gz") for number in range(3)]
    after = site.call("pairs")[0]
    site.kill(writer)

    for path in paths:
        site.restore(path)
        made, with_them, missing = site.call("pairs")

        assert before <= made == with_them <= after
        assert missing == []
    assert before < after


def test_a_killed_backup_leaves_a_whole_archive_or_none(site, tmp_path):
    started = time.monotonic()
    site.backup(tmp_path / "first.tar.gz")
    duration = time.monotonic() - started

    for number in range(10):
        pid = site.start("command", "backup")
        time.sleep((number + random.random()) / 10 * duration)  # noqa: S311
        site.kill(pid)

        for path in site.backups.glob("*.tar.gz"):
            assert archive.verify(path)
            path.unlink()
    site.backup(tmp_path / "last.tar.gz")

    assert [child.name for child in site.backups.iterdir()] == [".lock"]
    assert site.call("state") == site.before


def test_two_backups_do_not_run_at_once(site):
    assert "Another backup or restore is running. Wait" in site.call("backup_twice")


def test_backups_are_not_made_where_visitors_read(site):
    output = site.call("change_directory", site.media / "backups")

    assert "media/backups is below MEDIA_ROOT: visitors read it." in output


def test_a_directory_that_cannot_be_written_is_one_sentence(site, tmp_path):
    (tmp_path / "file").write_text("no directory")

    output = site.call("change_directory", tmp_path / "file" / "backups")

    assert re.match(r"The backup was not made: .+\.$", output)


def test_only_the_newest_backups_of_this_site_are_kept(site):
    old = [f"website-2026-01-{day}T030000Z.tar.gz" for day in range(10, 15)]
    for name in [*old, "website-two-2026-01-01T030000Z.tar.gz", "notes.txt"]:
        (site.backups / name).write_text("")

    site.call("make_nightly_backup", 0)
    assert len(list(site.backups.glob("website-2026-*"))) == 5
    site.call("make_nightly_backup", 3)

    left = sorted(path.name for path in site.backups.glob("*") if path.name != ".lock")
    assert left[:1] + left[1:3] == ["notes.txt", *old[3:]]
    assert left[4:] == ["website-two-2026-01-01T030000Z.tar.gz"]
    for name in left:
        (site.backups / name).unlink()


def test_another_storage_keeps_backups_and_other_uploads_are_named(site):
    output, state = site.call("use_another_storage")

    assert "Not in it: the storage 'elsewhere', which is not in MEDIA_ROOT." in output
    assert state == site.before


def test_one_variable_names_a_bucket(monkeypatch, settings):
    where = settings.BASE_DIR / "backups" / "settings.py"
    assert runpy.run_path(where)["BACKUP_STORAGE"]["BACKEND"].endswith("FileSystemStorage")

    monkeypatch.setenv("BACKUP_BUCKET", "kept")
    assert runpy.run_path(where)["BACKUP_STORAGE"]["OPTIONS"]["bucket_name"] == "kept"


@pytest.mark.parametrize("name", ["pg_dump", "mariadb-dump"])
def test_a_program_that_is_missing_or_fails_is_one_sentence(name, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(CommandError, match=f"{name} is missing. On Debian: apt install .+-client"):
        databases.run(name)

    (tmp_path / name).write_text("#!/bin/sh\necho 'aborting: the server is newer' >&2\nexit 1")
    (tmp_path / name).chmod(0o700)
    with pytest.raises(CommandError, match=f"{name} failed: aborting: the server is newer"):
        databases.run(name)


@pytest.mark.parametrize("option", ["unix_socket", "host"])
def test_programs_use_the_socket_that_the_site_uses(option):
    arguments, _ = databases.command("dump", OPTIONS={option: "/run/the.sock"})

    used = any("/run/the.sock" in str(argument) for argument in arguments)
    assert used == (connection.vendor != "sqlite")


def test_the_password_is_not_among_the_arguments():
    arguments, variables = databases.command("dump", "--quick", PASSWORD="hunter2", HOST="db")

    assert "hunter2" not in " ".join(map(str, arguments))
    assert ("hunter2" in variables.values()) == (connection.vendor != "sqlite")
