"""Workflows are pinned and may do little, secrets are found, and what a workflow runs works."""

import json
import random
import re
import shlex
import shutil
import string
import sys
from importlib.metadata import metadata

import pytest
import yaml
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from tests.commands import TEMPLATE, finished, program, run_program

BAD_WORKFLOW = """
on: pull_request_target
jobs:
  greet:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v7
      - run: echo "${{ github.event.pull_request.title }}"
"""

# What each `uses` and each image must look like: a hash, which cannot be moved to other code.
PINNED = re.compile(
    r"uses: [\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+|image: \S+@sha256:\w{64}"
)

GIT_COMMIT = ["git", "-c", "user.name=Test", "-c", "user.email=test@example.com", "commit"]


@pytest.fixture(params=["template", "project"])
def tree(request, template, baked):
    """Return the template, or a project that it bakes."""
    return template if request.param == "template" else baked()


@pytest.fixture
def workflows(tree):
    """Map the name of each workflow to its text."""
    return {path.name: path.read_text("utf-8") for path in tree.glob(".github/workflows/*.yml")}


@pytest.fixture(scope="module")
def origin(baked, tmp_path_factory):
    """Return a new project under version control, which tests only clone."""
    project = shutil.copytree(baked(), tmp_path_factory.mktemp("origin") / "project")
    run_program(project, "git", "init", "--quiet")
    commit(project)
    return project


@pytest.fixture
def repository(origin, tmp_path):
    """Return a clone of it: like the one on GitHub, it has no .env."""
    run_program(tmp_path, "git", "clone", "--quiet", str(origin), "clone")
    return tmp_path / "clone"


def commit(project):
    """Commit what git does not ignore."""
    run_program(project, "git", "add", "--all")
    run_program(project, *GIT_COMMIT, "--quiet", "--message", "Change")


def zizmor(directory):
    """Audit the workflows of a directory, and return the finished process."""
    options = ["--offline", "--persona", "auditor", "--strict-collection", "--no-ignores"]
    return finished(directory, program("zizmor"), *options, ".")


def schema_check(schema, *paths):
    """Compare files with a schema of GitHub's, and return the finished process."""
    options = ["--builtin-schema", f"vendor.{schema}"]
    return finished(TEMPLATE, sys.executable, "-m", "check_jsonschema", *options, *map(str, paths))


def workflow(directory, name):
    """Return a workflow of the template or of a project."""
    path = directory / ".github" / "workflows" / f"{name}.yml"
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def commands(job):
    """Return the commands of a job, in order."""
    return [step["run"] for step in job["steps"] if "run" in step]


def scan(directory):
    """Search for secrets as the workflow in the directory does, and return the finished process."""
    jobs = workflow(directory, "security")["jobs"].values()
    words = next(shlex.split(c) for job in jobs for c in commands(job) if "kingfisher scan" in c)
    options = words[words.index("kingfisher") + 1 :]
    return finished(directory, program("kingfisher-bin", "kingfisher"), *options)


def random_text(alphabet, length):
    """Return text that looks random, and is the same in each run."""
    return "".join(random.Random(length).choices(alphabet, k=length))


LETTERS = string.ascii_letters + string.digits
DJANGO_KEY = random_text("abcdefghijklmnopqrstuvwxyz0123456789!@#$%^&*(-_=+)", 50)
AWS_ID = "AKIA" + random_text(string.ascii_uppercase + "234567", 16)
PEM = f"-----BEGIN {{0}}-----\n{random_text(LETTERS + '+/', 1600)}\n-----END {{0}}-----\n"

SECRETS = {
    "key": ("config/keys.py", f'SECRET_KEY = "{DJANGO_KEY}"'),
    "key of startproject": ("config/keys.py", f"SECRET_KEY = 'django-insecure-{DJANGO_KEY}'"),
    "key as default": ("config/keys.py", f'SECRET_KEY = env("SECRET_KEY", default="{DJANGO_KEY}")'),
    "old key": ("config/keys.py", f'SECRET_KEY_FALLBACKS = ["{DJANGO_KEY}"]'),
    "key in the environment": ("production.env", f"SECRET_KEY={DJANGO_KEY}"),
    "key in YAML": ("compose.yaml", f"environment:\n  SECRET_KEY: {DJANGO_KEY}"),
    "password": ("production.env", f"MAIL_PASSWORD={random_text(LETTERS, 24)}"),
    "database": ("production.env", f"DATABASE_URL=postgres://me:{random_text(LETTERS, 24)}@db/me"),
    "AWS": ("aws.py", f'ID = "{AWS_ID}"\nKEY = "{random_text(LETTERS + "/+", 40)}"'),
    "private key": ("server.pem", PEM.format("PRIVATE KEY")),
    "SSH key": ("id_ed25519", PEM.format("OPENSSH PRIVATE KEY")),
    "GitHub": ("deploy.sh", f"export GITHUB=ghp_{random_text(LETTERS, 36)}"),
}


def test_zizmor_finds_nothing(tree):
    done = zizmor(tree)

    assert done.returncode == 0, done.stdout
    assert "completed ./.github/workflows/security.yml" in done.stderr
    assert "completed ./.github/dependabot.yml" in done.stderr


def test_zizmor_finds_a_bad_workflow(tmp_path):
    workflows = tmp_path / ".github" / "workflows"
    workflows.mkdir(parents=True)
    (workflows / "bad.yml").write_text(BAD_WORKFLOW, encoding="utf-8")

    done = zizmor(tmp_path)

    assert done.returncode > 1  # 1 is a mistake of zizmor itself
    for name in ["unpinned-uses", "template-injection", "excessive-permissions", "artipacked"]:
        assert f"[{name}]" in done.stdout


def test_actions_and_images_are_pinned_by_hash(workflows):
    lines = [line for text in workflows.values() for line in text.splitlines()]
    used = [line.strip(" -") for line in lines if re.search(r"\b(uses|image):", line)]

    assert len(used) > 5
    assert [line for line in used if not PINNED.fullmatch(line)] == []


def test_template_and_project_pin_the_same(template):
    texts = [path.read_text("utf-8") for path in template.rglob(".github/workflows/*.yml")]
    pins = {pin for text in texts for pin in PINNED.findall(text)}

    assert len(pins) == len({re.split("[@:]", pin.partition(": ")[2])[0] for pin in pins}) > 3


def test_jobs_may_read_the_repository_and_nothing_else(workflows):
    for name, workflow in ((name, yaml.safe_load(text)) for name, text in workflows.items()):
        assert workflow["permissions"] == {}, name
        for job in workflow["jobs"].values():
            assert job["permissions"] == {"contents": "read"}, name
            assert job["timeout-minutes"] <= 120, name


def test_files_of_github_have_the_right_form(tree):
    workflows = schema_check("github-workflows", *tree.glob(".github/workflows/*.yml"))
    dependabot = schema_check("dependabot", tree / ".github" / "dependabot.yml")

    assert workflows.returncode == 0, workflows.stdout
    assert dependabot.returncode == 0, dependabot.stdout


@pytest.mark.parametrize("schema", ["github-workflows", "dependabot"])
def test_files_of_github_with_a_mistake_are_refused(tmp_path, schema):
    (tmp_path / "bad.yml").write_text("version: 3\njobs: {test: {steps: [{uses: 1}]}}\n")

    assert schema_check(schema, tmp_path / "bad.yml").returncode == 1


def test_no_secret_is_found_in_a_new_project(repository):
    done = scan(repository)

    assert done.returncode == 0, done.stdout


def test_no_secret_is_found_in_this_repository():
    done = scan(TEMPLATE)

    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(("name", "text"), SECRETS.values(), ids=SECRETS)
def test_secret_is_found_and_not_printed(repository, name, text):
    (repository / name).write_text(f"{text}\n", encoding="utf-8")
    commit(repository)

    done = scan(repository)

    assert done.returncode == 200
    assert name in done.stdout
    assert text.splitlines()[-1] not in done.stdout


def test_secret_is_found_in_the_history(repository):
    (repository / "keys.py").write_text(f'SECRET_KEY = "{DJANGO_KEY}"\n', encoding="utf-8")
    commit(repository)
    (repository / "keys.py").unlink()
    commit(repository)

    done = scan(repository)

    assert done.returncode == 200
    assert "keys.py" in done.stdout


def test_tests_run_on_each_database_and_supported_python(baked):
    project = baked()
    matrix = workflow(project, "test")["jobs"]["tests"]["strategy"]["matrix"]
    classifiers = metadata("django").get_all("Classifier")
    lowest = re.search(r'requires-python = ">=(.*)"', (project / "pyproject.toml").read_text())[1]

    assert matrix["python"][0] == lowest
    assert all(f"Programming Language :: Python :: {v}" in classifiers for v in matrix["python"])
    assert matrix["database"] == ["SQLite", "PostgreSQL", "MariaDB"]
    assert [row["database"] for row in matrix["include"]] == matrix["database"][1:]


def test_readme_names_the_checks(baked):
    project = baked()
    readme = (project / "README.md").read_text(encoding="utf-8")

    for command in commands(workflow(project, "test")["jobs"]["checks"]):
        assert f"\n    {command}" in readme


@pytest.fixture
def run_job(repository):
    """Return a function that runs the commands of a job, in a project with a committed uv.lock."""
    uv = {"UV_PYTHON": f"{sys.version_info.major}.{sys.version_info.minor}"}
    run_program(repository, "uv", "lock", "--quiet", **uv)
    commit(repository)

    def run_commands(name, job):
        content = workflow(repository, name)
        variables = uv | content["env"] | content["jobs"][job].get("env", {})
        for command in commands(content["jobs"][job]):
            # It asks a service on the internet; a dry run reads its options and the packages.
            command = command.replace("pip-audit ", "pip-audit --dry-run ")
            run_program(repository, "bash", "-c", command, **variables)
        return repository

    return run_commands


@pytest.mark.stranger
def test_checks_pass(run_job):
    run_job("test", "checks")


@pytest.mark.stranger
def test_search_for_secrets_passes(run_job):
    run_job("security", "secrets")


@pytest.mark.stranger
def test_packages_are_listed_for_the_audit_and_in_the_sbom(run_job):
    project = run_job("security", "packages")
    sbom = (project / "sbom.cdx.json").read_text(encoding="utf-8")
    validator = JsonStrictValidator(SchemaVersion.V1_5)
    names = {component["name"] for component in json.loads(sbom)["components"]}
    audited = re.findall(r"(?m)^([\w-]+)==", (project / "requirements.txt").read_text("utf-8"))

    assert validator.validate_str(sbom) is None
    assert validator.validate_str(sbom.replace('"library"', '"book"')) is not None
    assert {"django", "pillow", "psycopg", "mysqlclient"} < names < {*audited}
    assert {"pytest", "ruff", "mypy"} < {*audited} - names


@pytest.mark.stranger
def test_hooks_refuse_a_secret_and_a_bad_workflow(repository):
    (repository / "keys.py").write_text(f'SECRET_KEY = "{DJANGO_KEY}"\n', encoding="utf-8")
    (repository / ".github" / "workflows" / "bad.yml").write_text(BAD_WORKFLOW, encoding="utf-8")
    run_program(repository, "git", "add", "--all")

    done = finished(repository, "uv", "run", "prek", "run", "--all-files")

    assert done.returncode == 1
    assert re.search(r"no secrets\.+Failed", done.stdout)
    assert re.search(r"workflows are safe\.+Failed", done.stdout)
