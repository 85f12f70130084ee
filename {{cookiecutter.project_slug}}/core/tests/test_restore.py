import os
import random
import tarfile
import time

import pytest

from core.backups import archive
from core.tests.backup_site import FILES
from core.tests.test_archive import write_tar

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
    assert [child.name for child in path.parent.iterdir()] == ["new.tar"]


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
    path = site.backup(tmp_path / "site.tar")
    site.restore(new_backup[0])

    site.restore(path)
    site.restore(path)  # in place of a view and a trigger

    assert len(site.call("sql", "SELECT * FROM group_names")) == FILES
    site.call("sql", "INSERT INTO auth_group (name) VALUES ('one')")
    assert site.call("sql", "SELECT name FROM group_names WHERE name IN ('one', 'two')") == [
        ["two"]
    ]
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

    output = refused(site, path)

    assert "tables. To replace what is there by the backup, add --overwrite" in output


def test_without_the_option_no_uploads_are_overwritten(site, new_backup):
    path, state = new_backup
    site.call("empty")
    site.media.mkdir()
    (site.media / "precious.txt").write_text("precious")

    code, output = site.command("restore", path)

    assert code == 1
    assert f"{site.media} has files. To replace what is there by the backup, add" in output
    assert (site.media / "precious.txt").read_text() == "precious"
    site.restore(path)
    assert site.call("state") == state


def test_restore_says_that_the_site_is_still_running(site, new_backup):
    code, output = site.wait(site.start("restore_while_locked", new_backup[0]))

    assert code == 1
    assert "in use" in output or "lock timeout" in output or "Lock wait timeout" in output, output
    assert site.call("state") == site.before


@pytest.mark.parametrize("length", [0, 1, 600, 0.5, 0.9, -12000])
def test_a_truncated_archive_is_refused(site, new_backup, tmp_path, length):
    content = new_backup[0].read_bytes()
    end = int(length * len(content)) if isinstance(length, float) else length
    (tmp_path / "cut.tar").write_bytes(content[:end])

    output = refused(site, tmp_path / "cut.tar", "--overwrite")

    assert "is not a whole archive of `manage.py backup`: " in output
    assert output.endswith("Nothing was changed. Take another archive.\n")


def test_a_changed_byte_of_the_database_or_of_the_manifest_is_refused(site, new_backup, tmp_path):
    content = new_backup[0].read_bytes()
    with archive.opened(new_backup[0]) as opened:
        places = [
            member.offset_data + member.size // 2
            for name, member in opened.members.items()
            if not name.startswith("media/")
        ]

    for place in places:
        flipped = bytes([content[place] ^ 1])
        (tmp_path / "x.tar").write_bytes(content[:place] + flipped + content[place + 1 :])
        assert "is not a whole archive" in refused(site, tmp_path / "x.tar", "--overwrite")


def test_something_else_is_refused(site, tmp_path):
    (tmp_path / "noise.tar").write_bytes(os.urandom(20_000))
    with tarfile.open(tmp_path / "other.tar", "w") as tar:
        tar.add(__file__, "media/file.py")

    for name in ("noise.tar", "other.tar"):
        assert "is not a whole archive" in refused(site, tmp_path / name, "--overwrite")
    output = refused(site, tmp_path / "missing.tar", "--overwrite")
    assert "missing.tar was not restored: " in output


def test_archives_of_another_engine_or_a_newer_format_are_refused(site, tmp_path):
    other = {"format": 1, "engine": "Oracle", "members": {}}
    newer = {"format": 2, "engine": "SQLite"}

    output = refused(site, write_tar(tmp_path / "other.tar", [], other), "--overwrite")
    assert "holds a database of Oracle, and this site uses " in output
    output = refused(site, write_tar(tmp_path / "newer.tar", [], newer), "--overwrite")
    assert "has the format 2, and this site reads 1. Update the site first." in output


def test_a_killed_restore_leaves_the_old_or_the_new_and_can_be_done_again(site, new_backup):
    """
    Kill ten restores, each at another moment; then the same command ends the work.

    Of the uploads, none is lost in the moment in which they are exchanged.
    """
    new_path, new = new_backup
    old_path, old = site.backup(new_path.parent / "old.tar"), site.before
    started = time.monotonic()
    site.restore(old_path)
    duration = time.monotonic() - started

    for number in range(10):
        pid = site.start("command", "restore", new_path, "--overwrite")
        time.sleep((number + random.random()) / 10 * duration)  # noqa: S311
        site.kill(pid)

        state = site.call("state")
        assert state["tables"] in (old["tables"], new["tables"])
        assert (
            state["media"] in (old["media"], new["media"]) or (site.media / ".restore/old").exists()
        )
        site.restore(new_path)
        assert site.call("state") == new
        (new_path, new), (old_path, old) = (old_path, old), (new_path, new)

    assert sorted(path.name for path in old_path.parent.iterdir()) == ["new.tar", "old.tar"]
    (old_path.parent / "old.tar").unlink()


def test_a_killed_restore_into_an_empty_site_is_finished_without_an_option(site, new_backup):
    path, state = new_backup
    with archive.opened(path) as opened:
        digest = opened.digest
    # What a restore leaves that was killed when it had the database, and no uploads yet.
    site.restore(path)
    (site.media / ".restore").mkdir()
    (site.media / ".restore" / "started").write_bytes(digest)

    code, output = site.command("restore", path)

    assert code == 0, output
    assert site.call("state") == state
    assert not (site.media / ".restore").exists()
