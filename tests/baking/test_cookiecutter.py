"""What Cookiecutter does with a finished project, its options, and accidents."""

import os
import signal
import stat
import subprocess
import time

import pytest

from tests.commands import (
    PROJECT,
    contents,
    cookiecutter,
    cookiecutter_command,
    environment,
    exactly,
    is_refused,
    run,
)


def test_env_is_private_and_has_a_key_of_its_own(template, out):
    keys = set()
    for name in ["one_site", "other_site"]:
        cookiecutter(template, out, "--no-input", project_slug=name)
        env = out / name / ".env"
        keys |= {line for line in env.read_text("utf-8").splitlines() if "SECRET_KEY=" in line}
        assert stat.S_IMODE(env.stat().st_mode) == 0o600
        assert "\nDEBUG=on\n" in env.read_text("utf-8")

    real_keys = [key for key in keys if key.startswith("SECRET_KEY=") and len(key) > 60]
    assert len(real_keys) == 2


def test_next_steps_are_printed(template, out):
    done = cookiecutter(template, out, "--no-input")

    steps = [line.strip() for line in done.stdout.splitlines() if line.startswith("    ")]
    assert steps == ["cd my_django_site", "uv run manage.py demo"]


def test_existing_directory_is_left_alone(template, out):
    (out / "my_django_site").mkdir()
    (out / "my_django_site" / "notes.txt").write_text("mine")
    before = contents(out)

    done = cookiecutter(template, out, "--no-input")

    assert done.returncode == 1
    assert "directory already exists" in done.stdout
    assert contents(out) == before


def test_overwriting_renews_the_template_s_files_and_keeps_all_others(template, out):
    cookiecutter(template, out, "--no-input", open_source_license="MIT")
    project = out / "my_django_site"
    before = contents(project)
    (project / "config" / "settings.py").write_text("edited")
    (project / "blog" / "models.py").write_text("edited")
    mine = ["db.sqlite3", "blog/migrations/0009_mine.py", "events/models.py", "media/me.jpg"]
    mine += ["lessons/exercises/mine1/check.py"]
    for name in mine:
        (project / name).parent.mkdir(exist_ok=True)
        (project / name).write_text("mine")

    done = cookiecutter(
        template, out, "--no-input", "--overwrite-if-exists", open_source_license="MIT"
    )

    after = contents(project)
    assert done.returncode == 0
    assert {name: after[name] for name in before} == before
    assert {after[name] for name in mine} == {b"mine"}


def test_refusal_does_not_touch_an_existing_project(template, out):
    (out / "blog").mkdir()
    (out / "blog" / "notes.txt").write_text("mine")

    done = cookiecutter(template, out, "--no-input", "--overwrite-if-exists", project_slug="blog")

    assert done.returncode == 1
    assert contents(out) == {"blog": None, "blog/notes.txt": b"mine"}


def test_smaller_starter_does_not_delete_an_app_that_is_there(template, out):
    cookiecutter(template, out, "--no-input", starter="blog")
    shop = out / "my_django_site" / "shop" / "models.py"
    shop.parent.mkdir()
    shop.write_text("mine")

    done = cookiecutter(template, out, "--no-input", "--overwrite-if-exists", starter="blog")

    assert done.returncode == 1
    assert "starter 'blog' would delete shop/: type all, or move it away first." in done.stderr
    assert shop.read_text() == "mine"


def test_starter_can_be_baked_over_itself(template, out):
    cookiecutter(template, out, "--no-input", starter="shop")
    before = contents(out)

    done = cookiecutter(template, out, "--no-input", "--overwrite-if-exists", starter="shop")

    assert done.returncode == 0
    assert contents(out) == before


def test_replay_bakes_the_same_project_again(template, out):
    answers = exactly({"project_name": "Café {{ 7*7 }}", "author_name": "Zoë"})
    cookiecutter(template, out, "--no-input", open_source_license="BSD-3-Clause", **answers)

    done = cookiecutter(template, out / "again", "--replay")

    first, second = contents(out / "cafe_7_7"), contents(out / "again" / "cafe_7_7")
    assert done.returncode == 0, done.stderr
    assert first.pop(".env") != second.pop(".env")
    assert first == second


def test_without_hooks_the_finishing_is_left_to_do_by_hand(template, out):
    done = cookiecutter(template, out, "--no-input", "--accept-hooks=no")

    names = contents(out / "my_django_site")
    assert done.returncode == 0
    assert ".env" not in names
    assert {"LICENSE.MIT", "LICENSE.BSD-3-Clause", "LICENSE.Apache-2.0"} < set(names)


def test_without_hooks_a_reserved_slug_is_not_noticed(template, out):
    done = cookiecutter(template, out, "--no-input", "--accept-hooks=no", project_slug="blog")

    assert done.returncode == 0


@pytest.mark.parametrize("options", [["--accept-hooks=no"], ["--overwrite-if-exists"]])
@pytest.mark.parametrize("value", ["a/b", "../outside", "/tmp/outside", "", "s" * 300, "si\x00te"])
def test_no_option_lets_a_path_through(template, out, value, options):
    answers = exactly({"project_slug": value})

    done = cookiecutter(template, out, "--no-input", *options, **answers)

    assert is_refused(done, out, "project_slug")


def wait_for(condition):
    """Wait until the condition holds; fail after a minute."""
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)


@pytest.mark.parametrize("kill", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_interrupted_run_leaves_a_part_that_a_second_run_completes(own_template, out, kill):
    obstacle = own_template / PROJECT / "manage.py"
    source = obstacle.read_bytes()
    obstacle.unlink()
    os.mkfifo(obstacle)  # Copying it waits for a writer that never comes.
    process = subprocess.Popen(
        cookiecutter_command(own_template, out, "--no-input"),
        env=environment(HOME=str(own_template.parent)),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    project = out / "my_django_site"
    wait_for((project / "README.md").exists)

    os.killpg(process.pid, kill)

    assert process.wait() != 0
    assert project.is_dir()
    assert not (project / ".env").exists()
    obstacle.unlink()
    obstacle.write_bytes(source)
    again = cookiecutter(own_template, out, "--no-input")
    assert "directory already exists" in again.stdout
    completed = cookiecutter(own_template, out, "--no-input", "--overwrite-if-exists")
    assert completed.returncode == 0
    assert (project / ".env").exists()
    run(project, "manage.py", "check")


def test_finishing_cannot_fail_without_its_files(own_template, out):
    (own_template / PROJECT / ".env.example").unlink()

    done = cookiecutter(own_template, out, "--no-input")

    assert done.returncode == 0
    assert "Copy .env.example to .env and set SECRET_KEY yourself" in done.stdout
    assert (out / "my_django_site" / "manage.py").exists()


def test_finishing_cannot_fail_where_a_directory_is_in_the_way(template, out):
    (out / "my_django_site" / "LICENSE" / "mine").mkdir(parents=True)
    options = ["--no-input", "--overwrite-if-exists"]

    done = cookiecutter(template, out, *options, open_source_license="MIT")

    assert done.returncode == 0
    assert "Rename one LICENSE.* to LICENSE yourself" in done.stdout
    assert (out / "my_django_site" / ".env").exists()


def test_finishing_cannot_fail_where_nobody_reads_what_it_prints(template, out):
    reader, writer = os.pipe()
    os.close(reader)

    done = subprocess.run(
        cookiecutter_command(template, out, "--no-input"),
        env=environment(HOME=str(template.parent)),
        stdout=writer,
    )

    os.close(writer)
    assert done.returncode == 0
    assert (out / "my_django_site" / ".env").exists()


def test_environment_of_an_existing_project_is_kept(template, out):
    cookiecutter(template, out, "--no-input")
    env = out / "my_django_site" / ".env"
    before = env.read_bytes()

    cookiecutter(template, out, "--no-input", "--overwrite-if-exists")

    assert env.read_bytes() == before
