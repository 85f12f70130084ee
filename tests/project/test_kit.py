"""What `learn kit` makes, works in a room without internet, as its README says."""

import re
import shutil

import pytest

from tests.commands import run, run_program


@pytest.mark.stranger
@pytest.mark.parametrize("options", [[], ["--exam"]], ids=["class", "exam"])
def test_commands_of_a_kit_work_without_internet(bake, tmp_path, options):
    kit, room = tmp_path / "kit", tmp_path / "room"
    run(bake(starter="blog"), "manage.py", "learn", "kit", str(kit), *options)
    shutil.move(kit, room)  # nothing may point to where it was made
    offline = {"UV_OFFLINE": "1", "UV_CACHE_DIR": str(tmp_path / "empty")}

    for command in re.findall("(?m)^    (uv .*)", (room / "README.md").read_text("utf-8")):
        run_program(room / "site", *command.split(), **offline)
    said = run_program(room / "site", "uv", "run", "manage.py", "learn", "list", **offline)

    assert "orm2" in said
    run_program(room / "site", "uv", "run", "pytest", "lessons/tests/test_kit.py", **offline)
