"""What is not an archive of `manage.py backup` is refused before anything is changed."""

import hashlib
import io
import json
import random
import tarfile

import pytest
from django.core.management import CommandError

from core.backups import archive


def write_tar(path, members, manifest):
    """Write an archive by hand: `members` are pairs of a TarInfo and its content."""
    text = json.dumps(manifest).encode()
    digest = hashlib.sha256(text).hexdigest().encode()
    members += [
        (tarfile.TarInfo(archive.MANIFEST), text),
        (tarfile.TarInfo(archive.DIGEST), digest),
    ]
    with tarfile.open(path, "w") as tar:
        for member, content in members:
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    return path


def evil(name, kind=tarfile.REGTYPE, target=""):
    """Return a member, and what a manifest says of it: nothing that gives it away."""
    member = tarfile.TarInfo(name)
    member.type, member.linkname = kind, target
    content = b"evil" if kind == tarfile.REGTYPE else b""
    return member, content, {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def test_one_changed_byte_is_refused_unless_it_changes_nothing(new_backup, tmp_path):
    path, _ = new_backup
    content = path.read_bytes()
    with archive.opened(path) as original:
        members = original.manifest["members"]
    found = 0

    for number in range(15):
        position = int((number + random.random()) / 15 * len(content))  # noqa: S311
        flipped = bytes([content[position] ^ 1 << random.randrange(8)])  # noqa: S311
        (tmp_path / "x.tar").write_bytes(content[:position] + flipped + content[position + 1 :])
        try:
            with archive.opened(tmp_path / "x.tar") as opened:
                # A header's time, or what fills a block to 512 bytes.
                assert opened.manifest["members"] == members
        except CommandError:
            found += 1

    assert found > 0


@pytest.mark.parametrize(
    "member",
    [
        evil("media/../../../evil.txt"),
        evil("../evil.txt"),
        evil("/tmp/evil.txt"),  # noqa: S108
        evil("media//evil.txt"),
        evil("manage.py"),
        evil("media"),
        evil("media/link", tarfile.SYMTYPE, "/etc/passwd"),
        evil("media/link", tarfile.LNKTYPE, "/etc/passwd"),
        evil("media/device", tarfile.CHRTYPE),
        evil("media/pipe", tarfile.FIFOTYPE),
        evil("media/directory", tarfile.DIRTYPE),
        evil("media/.restore/started"),
    ],
    ids=lambda member: f"{member[0].name} {member[0].type.decode()}",
)
def test_members_that_would_leave_their_place_are_refused(new_backup, tmp_path, member):
    info, content, facts = member
    manifest = {"format": 1, "engine": "any", "members": {info.name: facts}}

    with pytest.raises(CommandError, match="is not a whole archive"):
        archive.opened(write_tar(tmp_path / "evil.tar", [(info, content)], manifest))


def test_members_that_the_manifest_does_not_name_are_refused(tmp_path):
    info, content, _ = evil("media/evil.txt")

    with pytest.raises(CommandError, match="its members are not those of its manifest"):
        archive.opened(
            write_tar(tmp_path / "evil.tar", [(info, content)], {"format": 1, "members": {}})
        )


@pytest.mark.parametrize("manifest", [[], {}, {"format": 1}, {"format": "1"}, "x", None])
def test_a_manifest_that_says_nothing_is_refused(tmp_path, manifest):
    with pytest.raises(CommandError, match="is not a whole archive"):
        archive.opened(write_tar(tmp_path / "x.tar", [], manifest))
