"""What deploys a project with Compose or a platform is well-formed, shuts it in, and works."""

import re
import sys

import pytest
import yaml

from tests.commands import finished, run, run_program
from tests.deploying import variables_of_the_site, with_secrets
from tests.serving import program

pytestmark = pytest.mark.deploy

COMPOSE = ["--file", "deploy/compose.yaml", "config", "--quiet"]


@pytest.fixture
def project(bake):
    """Return a project with the secrets that the pages about deployment ask for."""
    return with_secrets(bake())


def test_image_has_no_faults(project):
    run_program(project, program("hadolint"), "deploy/Dockerfile")


def test_fault_of_an_image_is_found(project):
    path = project / "deploy/Dockerfile"
    path.write_text(path.read_text().replace("USER 10001", "USER root"))

    assert "DL3002" in finished(project, program("hadolint"), "deploy/Dockerfile").stdout


def test_compose_file_is_well_formed(project):
    run_program(project, program("docker-compose"), *COMPOSE)


def test_fault_of_a_compose_file_is_found(project):
    path = project / "deploy/compose.yaml"
    path.write_text(path.read_text().replace("healthcheck:", "healthchek:"))

    done = finished(project, program("docker-compose"), *COMPOSE)

    assert done.returncode != 0
    assert "healthchek" in done.stderr


def compose_services(project):
    """Return the services of the Compose file, with what deploy/.env fills in."""
    command = ["--file", "deploy/compose.yaml", "config"]
    return yaml.safe_load(run_program(project, program("docker-compose"), *command))["services"]


def test_site_of_the_compose_file_passes_the_checks_of_deployment(project):
    variables = compose_services(project)["web"]["environment"]
    variables |= {"DATABASE_URL": "", "DEBUG": "off"}  # a database that is there, and no .env
    variables |= {"MAIL_URL": "smtp+tls://smtp.example.com"}  # as new_env.py says is to be set
    run(project, "manage.py", "migrate", **variables)

    run(project, "manage.py", "check", "--deploy", "--fail-level", "WARNING", **variables)


@pytest.mark.parametrize("name", ["WEB_CONCURRENCY", "DRAIN_SECONDS", "TRUSTED_PROXY_COUNT"])
def test_variable_of_the_site_may_be_set_beside_the_secrets(project, name):
    with (project / "deploy/.env").open("a") as file:
        file.write(f"{name}=7\n")

    assert compose_services(project)["web"]["environment"][name] == "7"


def test_image_of_the_site_is_built_once(project):
    services = compose_services(project)

    assert [name for name, service in services.items() if "build" in service] == ["migrate"]
    assert {services[name]["image"] for name in ("migrate", "web", "worker")} == {"site:latest"}


def test_uploads_belong_to_the_site_and_not_to_the_proxy(project):
    """An empty volume takes the owner of the image's own directory, unless told not to."""
    (mount,) = [
        volume
        for volume in compose_services(project)["proxy"]["volumes"]
        if volume["source"] == "media"
    ]

    assert mount["read_only"] is True
    assert mount["volume"]["nocopy"] is True


def test_database_is_asked_as_the_site_asks_it(project):
    """While it is set up, PostgreSQL answers on a socket, and not to others."""
    check = compose_services(project)["database"]["healthcheck"]["test"]

    assert check[:2] == ["CMD", "pg_isready"]
    assert check[check.index("--host") + 1] == "localhost"


def test_compose_asks_for_the_secrets_that_are_missing(project):
    (project / "deploy/.env").unlink()

    done = finished(project, program("docker-compose"), *COMPOSE)

    assert done.returncode != 0
    assert "python deploy/new_env.py" in done.stderr


def test_secrets_are_new_private_and_never_overwritten(project):
    path = project / "deploy/.env"
    first = path.read_text()
    assert sys.platform == "win32" or path.stat().st_mode & 0o777 == 0o600
    assert len(re.search("SECRET_KEY=(.*)", first)[1]) >= 50

    done = finished(project, sys.executable, "deploy/new_env.py", "example.com")

    assert "is there already" in done.stderr
    assert path.read_text() == first


@pytest.mark.parametrize("name", [[], ["https://example.com"], ["a", "b"], ["-x"]])
def test_name_of_a_site_that_is_none_is_refused(bake, name):
    project = bake()

    done = finished(project, sys.executable, "deploy/new_env.py", *name)

    assert "Type: python deploy/new_env.py example.com" in done.stderr
    assert not (project / "deploy/.env").exists()


def test_secrets_stay_out_of_git_and_of_the_image(project):
    run_program(project, "git", "init", "--quiet")
    names = ["deploy/.env", "deploy/kubernetes/overlays/production/secret.env"]

    assert run_program(project, "git", "check-ignore", *names).split() == names
    assert {"**/.env", "**/secret.env"} <= set((project / ".dockerignore").read_text().split())


def test_compose_shuts_the_site_in(project):
    services = compose_services(project)

    assert services["web"]["deploy"]["replicas"] == 2
    for name in services.keys() - {"database"}:  # Its image starts as root, and sets up its files.
        assert services[name]["read_only"] is True, name
        assert services[name]["cap_drop"] == ["ALL"], name
        assert services[name]["security_opt"] == ["no-new-privileges:true"], name
    assert [name for name, service in services.items() if "ports" in service] == ["proxy"]


def test_memory_for_temporary_files_has_a_size(project):
    for name, service in compose_services(project).items():
        assert all(":size=" in mount for mount in service.get("tmpfs", [])), name


def test_compose_gives_web_servers_time_to_stop(project):
    web = compose_services(project)["web"]

    assert web["stop_grace_period"] == "45s"
    assert int(web["environment"]["DRAIN_SECONDS"]) + 30 < 45


def test_secrets_stand_in_no_file_that_is_committed(bake):
    project = bake()
    run_program(project, "git", "init", "--quiet")
    run(project, "deploy/new_env.py", "example.com")
    lines = (project / "deploy/.env").read_text().splitlines()
    values = [line.partition("=")[2] for line in lines if re.match("[A-Z_]*(KEY|PASS|PATH)", line)]
    assert len(values) == 4
    run_program(project, "git", "add", "--all")

    for value in values:
        assert (
            finished(project, "git", "grep", "--cached", "--fixed-strings", "-e", value).returncode
            == 1
        )


def test_processes_of_the_procfile_are_commands_of_the_site(bake):
    project = bake()
    lines = (project / "Procfile").read_text().splitlines()
    processes = dict(line.split(": ", 1) for line in lines)

    assert processes.keys() == {"release", "web", "worker"}
    for line in processes.values():
        *_, command = line.partition("manage.py ")
        run(project, "manage.py", command.split()[0], "--help")


def test_every_variable_is_one_that_the_site_reads(project):
    compose = yaml.safe_load((project / "deploy/compose.yaml").read_text())
    page = (project / "docs/deploy-platform.md").read_text()
    used = compose["x-site"]["environment"].keys() | set(re.findall(r"^([A-Z_]+)=", page, re.M))

    assert len(used) >= 8
    assert used <= variables_of_the_site(project)
