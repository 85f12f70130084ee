import gzip
import io
import json
import os
import random
import tarfile
import time

import pytest
from django.core.management import CommandError

from backups import archive
from backups.tests.site import FILES

pytestmark = pytest.mark.slow


def refused(site, path, *options):
    """Return what the command says when it refuses; it must leave the site as it is."""
    code, output = site.command("restore", path, *options)

    assert code == 1
    assert output.startswith("CommandError: "), output
    assert site.call("state") == site.before
    return output


def test_restore_brings_back_every_row_and_file(site, new_backup):
    path, state = new_backup

    code, output = site.command("restore", path, "--overwrite")

    assert code == 0, output
    assert "Restored the backup of " in output
    assert site.call("state") == state != site.before
    assert sorted(child.name for child in site.media.iterdir()) == ["files", "label.txt"]


def test_restore_into_an_empty_site_needs_no_option(site, new_backup):
    path, state = new_backup
    site.call("empty")

    code, output = site.command("restore", path)

    assert code == 0, output
    assert site.call("state") == state


def test_the_restored_site_works_and_keeps_its_constraints(site, new_backup):
    site.restore(new_backup[0])

    assert site.command("migrate", "--check")[0] == 0
    for name in ("One", "Two"):
        options = ["--noinput", "--email", "admin@example.com", "--name", name]
        code, output = site.command("createsuperuser", *options)
        assert (code == 0) == (name == "One"), output
    code, output = site.wait(site.start("sql", "UPDATE accounts_securityevent SET user_id = 99999"))
    assert code == 1
    assert "foreign key" in output.lower()


def test_tables_that_the_backup_does_not_have_are_gone_afterwards(site, new_backup):
    path, state = new_backup
    site.call("sql", "CREATE TABLE later (id integer PRIMARY KEY)")
    (site.media / "later").mkdir()
    (site.media / "later" / "file.txt").write_text("later")

    site.restore(path)

    assert site.call("state") == state


def test_views_and_triggers_come_back(site, new_backup, tmp_path):
    site.call("sql", "CREATE VIEW group_names AS SELECT name FROM auth_group")
    site.call("sql", TRIGGERS[site.vendor])
    path = site.backup(tmp_path / "site.tar.gz")
    site.restore(new_backup[0])

    site.restore(path)
    site.restore(path)  # in place of a view and a trigger
    code, output = site.wait(site.start("restore_while_locked", path))  # changes nothing

    assert code == 1, output
    assert len(site.call("sql", "SELECT * FROM group_names")) == FILES
    site.call("sql", "INSERT INTO auth_group (name) VALUES ('one')")
    names = site.call("sql", "SELECT name FROM group_names WHERE name IN ('one', 'two')")
    assert names == [["two"]]
    site.restore(new_backup[0])
    code, output = site.wait(site.start("sql", "SELECT name FROM group_names"))
    assert code == 1, output


CHANGED = "CASE NEW.name WHEN 'one' THEN 'two' ELSE NEW.name END"
TRIGGERS = {
    "sqlite": "CREATE TRIGGER change_name AFTER INSERT ON auth_group WHEN NEW.name = 'one' BEGIN "
    "UPDATE auth_group SET name = 'two' WHERE id = NEW.id; END",
    "postgresql": "CREATE FUNCTION change_name() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN NEW.name = {CHANGED}; RETURN NEW; END $$; "
    "CREATE TRIGGER change_name BEFORE INSERT ON auth_group "
    "FOR EACH ROW EXECUTE FUNCTION change_name()",
    "mysql": "CREATE TRIGGER change_name BEFORE INSERT ON auth_group "
    f"FOR EACH ROW SET NEW.name = {CHANGED}",
}


def test_without_the_option_nothing_is_overwritten(site, new_backup):
    path, _ = new_backup

    assert "tables. To replace what is there by the backup, add --over" in refused(site, path)

    site.call("empty")
    site.media.mkdir()
    (site.media / "precious.txt").write_text("precious")
    code, output = site.command("restore", path)
    assert code == 1
    assert f"{site.media} has files. To replace what is there by the backup, add" in output
    assert (site.media / "precious.txt").read_text() == "precious"


def test_restore_says_that_the_site_is_still_running(site, new_backup):
    code, output = site.wait(site.start("restore_while_locked", new_backup[0]))

    assert code == 1
    assert "in use" in output or "lock timeout" in output or "Lock wait timeout" in output, output
    assert site.call("state") == site.before


@pytest.mark.parametrize("length", [0, 1, 600, 0.5, 0.9, -100, -8, -1])
def test_a_truncated_archive_is_refused(site, new_backup, tmp_path, length):
    content = new_backup[0].read_bytes()
    end = int(length * len(content)) if isinstance(length, float) else length
    (tmp_path / "cut.tar.gz").write_bytes(content[:end])

    output = refused(site, tmp_path / "cut.tar.gz", "--overwrite")

    assert "is not a whole archive of `manage.py backup`: " in output
    assert output.endswith("Nothing was changed.\n")


def test_a_changed_byte_is_refused_unless_it_changes_nothing(site, new_backup, tmp_path):
    content, path = new_backup[0].read_bytes(), tmp_path / "x.tar.gz"
    places = random.sample(range(len(content)), 20)
    for place in [*places, len(content) - 8]:  # the last one is in the checksum
        flipped = bytes([content[place] ^ 1 << random.randrange(8)])  # noqa: S311
        path.write_bytes(content[:place] + flipped + content[place + 1 :])
        try:
            archive.verify(path)
        except CommandError:
            continue
        # Not every bit of a compressed file says something.
        assert gzip.decompress(path.read_bytes()) == gzip.decompress(content)

    assert "is not a whole archive" in refused(site, path, "--overwrite")


def write_archive(path, manifest, *others, **files):
    """Write an archive by hand; `files` are the contents of those in its folder `database`."""
    files = {f"database/{name}": content for name, content in files.items()}
    with tarfile.open(path, "w:gz") as tar:
        for name, content in {"manifest.json": json.dumps(manifest).encode(), **files}.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
        for other in others:
            tar.addfile(other)
    return path


ENGINES = {"sqlite": "SQLite", "postgresql": "PostgreSQL", "mysql": "MariaDB"}
DUMPS = {"sqlite": "db.sqlite3", "postgresql": "database.sql", "mysql": "tables.sql"}


@pytest.mark.parametrize("content", [None, b"", b"-- nothing\n", b"noise" * 1000])
def test_an_archive_without_a_database_is_refused(site, tmp_path, content):
    name = "other" if content is None else DUMPS[site.vendor]
    path = tmp_path / "site.tar.gz"
    write_archive(path, {"format": 2, "engine": ENGINES[site.vendor]}, **{name: content or b""})

    output = refused(site, path, "--overwrite")

    assert "Traceback" not in output
    assert not (site.media / ".restore").exists()


def test_something_else_is_refused(site, tmp_path):
    (tmp_path / "noise").write_bytes(os.urandom(20_000))
    with tarfile.open(tmp_path / "other", "w:gz") as tar:
        tar.add(__file__, "media/file.py")
    write_archive(tmp_path / "list", [])
    write_archive(tmp_path / "empty", {})
    with tarfile.open(tmp_path / "nothing", "w:gz"):
        pass

    for name in ("noise", "other", "list", "empty", "nothing"):
        assert "is not a whole archive" in refused(site, tmp_path / name, "--overwrite")
    output = refused(site, tmp_path / "missing", "--overwrite")
    assert "missing was not restored: " in output
    oracle = write_archive(tmp_path / "oracle", {"format": 2, "engine": "Oracle"})
    output = refused(site, oracle, "--overwrite")
    assert "holds a database of Oracle, and this site uses " in output
    newer = write_archive(tmp_path / "newer", {"format": 3})
    assert "its format is 3, this site reads 2" in refused(site, newer, "--overwrite")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("media/../../../evil.txt", tarfile.REGTYPE),
        ("media/link", tarfile.SYMTYPE),
        ("media/link", tarfile.LNKTYPE),
        ("media/device", tarfile.CHRTYPE),
        ("media/pipe", tarfile.FIFOTYPE),
    ],
)
def test_members_that_would_leave_their_place_are_refused(site, tmp_path, name, kind):
    member = tarfile.TarInfo(name)
    member.type, member.linkname = kind, "/etc/passwd"
    path = write_archive(tmp_path / "evil", {"format": 2, "engine": ENGINES[site.vendor]}, member)

    assert "was not restored: " in refused(site, path, "--overwrite")
    assert not (site.media / ".restore").exists()


def test_a_killed_restore_leaves_the_old_or_the_new_and_can_be_done_again(site, new_backup):
    """
    Kill ten restores, each at another moment; then the same command ends the work.

    Of the uploads, none is lost in the moment in which they are exchanged.
    """
    new_path, new = new_backup
    old_path, old = site.backup(new_path.parent / "old.tar.gz"), site.before
    started = time.monotonic()
    site.restore(old_path)
    duration = time.monotonic() - started

    for number in range(10):
        pid = site.start("command", "restore", new_path, "--overwrite")
        time.sleep((number + random.random()) / 10 * duration)  # noqa: S311
        site.kill(pid)

        state = site.call("state")
        assert state["tables"] in (old["tables"], new["tables"])
        whole = state["media"] in (old["media"], new["media"])
        assert whole or (site.media / ".restore/old").exists()
        site.restore(new_path)
        assert site.call("state") == new
        (new_path, new), (old_path, old) = (old_path, old), (new_path, new)

    assert not (site.media / ".restore").exists()
    (old_path.parent / "old.tar.gz").unlink()
