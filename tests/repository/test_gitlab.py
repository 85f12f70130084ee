"""GitLab runs what GitHub runs; test_supply_chain.py runs these commands on a project."""

import re

import pytest
import yaml

from tests.commands import PROJECT
from tests.repository.test_supply_chain import commands, schema_check, workflow

# What differs: how a runner gets its rights, and where its services and its variables are.
ROOT = "sudo "
OF_THE_RUNNER = {"DATABASE", "DATABASE_URL", "DOCKER_TLS_CERTDIR", "GIT_DEPTH", "UV_PYTHON"}
KEYWORDS = {"default", "include", "variables", "workflow"}


@pytest.fixture(scope="module")
def project(template):
    """Return the project as it is in the template."""
    return template / PROJECT


@pytest.fixture(scope="module")
def gitlab(project):
    """Return what GitLab reads: the file with the one that it includes."""
    pipeline = yaml.safe_load((project / ".gitlab-ci.yml").read_text("utf-8"))
    return pipeline | yaml.safe_load((project / pipeline["include"]).read_text("utf-8"))


@pytest.fixture(scope="module")
def jobs(gitlab):
    """Return the jobs of GitLab, by name."""
    return {name: job for name, job in gitlab.items() if name not in KEYWORDS}


@pytest.fixture(scope="module")
def github(project):
    """Return the jobs of all workflows of GitHub, by name."""
    paths = project.glob(".github/workflows/*.yml")
    return {
        name: job for path in paths for name, job in workflow(project, path.stem)["jobs"].items()
    }


def test_files_have_the_form_that_gitlab_asks_for(project):
    done = schema_check("gitlab-ci", project / ".gitlab-ci.yml", project / "lessons/gitlab-ci.yml")

    assert done.returncode == 0, done.stdout


def test_file_with_a_mistake_is_refused(project, tmp_path):
    text = (project / ".gitlab-ci.yml").read_text("utf-8")
    (tmp_path / "bad.yml").write_text(text.replace("    - uv run", "    - uv: run"), "utf-8")

    assert schema_check("gitlab-ci", tmp_path / "bad.yml").returncode == 1


def test_the_same_jobs_run_the_same_commands(jobs, github):
    scripts = {name: [line.strip() for line in job["script"]] for name, job in jobs.items()}

    assert scripts == {
        name: [line.replace(ROOT, "") for line in commands(job)] for name, job in github.items()
    }


def test_jobs_have_the_same_variables_and_minutes(jobs, github):
    for name, job in jobs.items():
        variables = {*job.get("variables", {}).items()}
        others = {*github[name].get("env", {}).items()}
        differing = {key for key, _ in variables ^ others}

        assert differing <= OF_THE_RUNNER | {"LEARN_NAME"}, name
        assert job["timeout"] == f"{github[name]['timeout-minutes']} minutes"


def test_packages_are_those_of_the_lock_file_on_both(project, gitlab):
    locked = [workflow(project, name)["env"] for name in ("test", "security")]

    assert locked == [gitlab["variables"]] * 2 == [{"UV_LOCKED": "1"}] * 2


def test_tests_run_on_the_same_databases_and_versions_of_python(jobs, github):
    ours, theirs = jobs["tests"], github["tests"]
    rows, matrix = ours["parallel"]["matrix"], theirs["strategy"]["matrix"]
    urls = {row["database"]: row["url"] for row in matrix["include"]}

    assert [row["DATABASE"] for row in rows] == matrix["database"]
    assert [row["UV_PYTHON"] for row in rows] == [matrix["python"]] * len(rows)
    for row in rows[1:]:  # A service has a name there, and a port here.
        url = row["DATABASE_URL"].replace("@postgres:", "@127.0.0.1:")
        assert url.replace("@mariadb:", "@127.0.0.1:") == urls[row["DATABASE"]]
    assert ours["services"] == [
        {"name": service["image"], "alias": name, "variables": service["env"]}
        for name, service in theirs["services"].items()
    ]


def test_images_are_pinned_by_hash(gitlab, jobs):
    own = [job["image"] for job in jobs.values() if "image" in job]
    services = [service["name"] for job in jobs.values() for service in job.get("services", [])]

    for image in [gitlab["default"]["image"], *own, *services]:
        assert re.fullmatch(r"\S+:\S+@sha256:[0-9a-f]{64}", image), image


def test_history_is_searched_for_secrets_as_a_whole(jobs, github):
    assert jobs["secrets"]["variables"]["GIT_DEPTH"] == "0"
    assert github["secrets"]["steps"][0]["with"]["fetch-depth"] == 0


def test_the_same_files_are_kept(jobs, github):
    for name, job in github.items():
        kept = [step["with"]["path"] for step in job["steps"] if "upload" in step.get("uses", "")]

        assert jobs[name].get("artifacts", {}).get("paths", []) == kept, name
