import os
import random
import re
import time
from datetime import UTC, datetime

import pytest
from django.core.management import CommandError
from django.db import connection

from core.backups import archive, programs
from core.backups.workspace import workspace
from core.tests.backup_site import FILES

pytestmark = pytest.mark.slow

ENGINES = {"sqlite": "SQLite", "postgresql": "PostgreSQL", "mysql": "MariaDB"}


def names(directory):
    return sorted(path.name for path in directory.iterdir())


def members(path):
    with archive.opened(path) as opened:
        return opened.manifest["members"]


def test_backup_holds_database_and_uploads_and_only_its_owner_reads_it(site, tmp_path):
    path = tmp_path / "new" / "site.tar"

    code, output = site.command("backup", path)

    assert code == 0, output
    assert re.match(
        rf"{path}: [\d.]+ .B, .*{FILES + 1} uploads\. Read back: all of it is whole\.$", output
    )
    assert sum(name.startswith("media/") for name in members(path)) == FILES + 1
    assert any(name.startswith("database/") for name in members(path))
    assert path.stat().st_mode & 0o777 == 0o600
    assert names(path.parent) == ["site.tar"]


def test_manifest_says_what_the_backup_is_of(site, tmp_path):
    with archive.opened(site.backup(tmp_path / "site.tar")) as opened:
        manifest = opened.manifest

    assert manifest["format"] == 1
    assert manifest["engine"] == ENGINES[site.vendor]
    assert "accounts.0001_initial" in manifest["migrations"]
    # mariadb-dump cannot show its snapshot to others, so rows are not counted there.
    assert manifest["rows"].get("auth_group") == (None if site.vendor == "mysql" else FILES)


def test_without_a_name_backups_go_to_a_directory_and_have_the_time_in_it(site):
    code, output = site.command("backup")

    assert code == 0, output
    (path,) = (site.directory / "backups").glob("*.tar")
    made_at = datetime.strptime(path.stem[-18:], "%Y-%m-%dT%H%M%SZ").replace(tzinfo=UTC)
    assert abs((datetime.now(UTC) - made_at).total_seconds()) < 60
    path.unlink()


def test_git_does_not_see_backups(settings):
    assert "/backups/" in (settings.BASE_DIR / ".gitignore").read_text().splitlines()


def test_an_existing_file_is_never_overwritten(site, tmp_path):
    path = tmp_path / "site.tar"
    path.write_text("precious")

    code, output = site.command("backup", path)

    assert code == 1
    assert f"{path} exists already. Name another file." in output
    assert path.read_text() == "precious"


def test_backups_are_not_written_where_visitors_read(site):
    code, output = site.command("backup", site.media / "site.tar")

    assert code == 1
    assert "is below MEDIA_ROOT, which visitors read. Name another file." in output


def test_links_are_not_followed_and_special_files_not_read(site, tmp_path):
    (tmp_path / "secret.txt").write_text("secret")
    (site.media / "link.txt").symlink_to(tmp_path / "secret.txt")
    (site.media / "directory").symlink_to(tmp_path)
    os.mkfifo(site.media / "pipe")

    path = site.backup(tmp_path / "site.tar")

    assert sum(name.startswith("media/") for name in members(path)) == FILES + 1


def test_names_of_any_bytes_survive(site, tmp_path):
    strange = ["ü — ’.txt", "new\nline", "a" * 200, os.fsdecode(b"\xff\xfe"), "-rf", "b\\c"]
    for name in strange:
        (site.media / name).write_text("content")

    path = site.backup(tmp_path / "site.tar")
    for name in strange:
        (site.media / name).unlink()
    site.restore(path)

    assert {(site.media / name).read_text() for name in strange} == {"content"}


def test_backup_while_the_site_writes_is_consistent_and_has_every_file(site, tmp_path):
    writer = site.start("write")
    while site.call("pairs")[0] < 5:
        pass
    before = site.call("pairs")[0]
    paths = [site.backup(tmp_path / f"{number}.tar") for number in range(3)]
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
    site.backup(tmp_path / "first.tar")
    duration = time.monotonic() - started

    for number in range(10):
        path = tmp_path / f"{number}.tar"
        pid = site.start("command", "backup", path)
        time.sleep((number + random.random()) / 10 * duration)  # noqa: S311
        site.kill(pid)

        assert not path.exists() or members(path)
    site.backup(tmp_path / "last.tar")

    assert ".backup" not in names(tmp_path)
    assert site.call("state") == site.before


def test_what_a_killed_backup_left_is_removed(site, tmp_path):
    (tmp_path / ".backup" / "database").mkdir(parents=True)
    for name in ("lock", "archive.tar", "database/db.sqlite3"):
        (tmp_path / ".backup" / name).write_text("left")

    path = site.backup(tmp_path / "site.tar")

    assert not any("left" in name for name in members(path))
    assert names(tmp_path) == ["site.tar"]


def test_two_backups_do_not_work_in_one_directory(site, tmp_path):
    with workspace(tmp_path / ".backup"):
        code, output = site.command("backup", tmp_path / "site.tar")

    assert code == 1
    assert "is in use by another backup or restore. Wait until that one has ended." in output


def test_backup_does_not_write_into_the_directory_of_somebody_else(site, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / ".backup").symlink_to(tmp_path / "elsewhere")

    code, output = site.command("backup", tmp_path / "site.tar")

    assert code == 1
    assert "belongs to somebody else. Remove it, and try again." in output
    assert names(tmp_path / "elsewhere") == []


def test_a_directory_that_cannot_be_written_is_one_sentence(site, tmp_path):
    (tmp_path / "file").write_text("no directory")

    code, output = site.command("backup", tmp_path / "file" / "site.tar")

    assert code == 1
    assert re.match(r"CommandError: .+site\.tar was not written: .+\.$", output)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("pg_dump", "pg_dump (PostgreSQL) 14.9 (Debian 14.9-1)"),
        ("mariadb-dump", "mariadb-dump  Ver 10.19 Distrib 10.5.26-MariaDB, for linux"),
        ("mariadb-dump", "mariadb-dump from 14.8.1-MariaDB, client 10.19"),
        ("pg_dump", "something else"),
    ],
)
def test_a_program_that_is_missing_or_too_old_is_one_sentence(name, says, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(CommandError, match=f"{name} is not installed. Install 15 or newer, on"):
        programs.require(name, "the-package", (15,))

    (tmp_path / name).write_text(f"#!/bin/sh\necho '{says}'")
    (tmp_path / name).chmod(0o700)
    with pytest.raises(CommandError, match=r"is older than the server: .+ apt install the-package"):
        programs.require(name, "the-package", (15,))
    if "something" not in says:
        programs.require(name, "the-package", (10, 5))


@pytest.mark.parametrize("option", ["unix_socket", "host"])
def test_programs_use_the_socket_that_the_site_uses(option):
    arguments, _ = programs.command("dump", [], OPTIONS={option: "/run/the.sock"})

    used = any("/run/the.sock" in str(argument) for argument in arguments)
    assert used == (connection.vendor != "sqlite")


def test_the_password_is_not_among_the_arguments():
    arguments, variables = programs.command("dump", ["--quick"], PASSWORD="hunter2", HOST="db")

    assert "hunter2" not in " ".join(map(str, arguments))
    assert ("hunter2" in variables.values()) == (connection.vendor != "sqlite")
