"""Lines of other files that belong to the scaling: see core/removal.py."""

ROW = "| `scaling/` | Several machines: replicas, soft cache, draining, Kubernetes, HAProxy |"
LINES = {
    ".env.example": [
        "# Replicas of the database, which pages may be read from, comma-separated.\n"
        "# DATABASE_REPLICA_URLS=postgres://user:password@replica:5432/name\n",
        "# Its database /0 must be only for this site: it is emptied after the server was down.",
        "# manage.py serve: for how long /readyz says 503 before it stops, so that a load "
        "balancer notices.\n# DRAIN_SECONDS=5\n",
    ],
    "AGENTS.md": [ROW],
    "README.md": [
        ROW,
        "For more, see [several machines](docs/several-machines.md) and "
        "[Kubernetes](docs/deploy-kubernetes.md).",
    ],
    "config/settings.py": [
        '    "scaling",',
        '    "scaling.draining.DrainingMiddleware",',
        '    "scaling.replicas.ReadYourWritesMiddleware",',
        "\n# Settings of single apps, each in the app's own module\n",
        "from scaling.settings import "
        "DATABASE_ROUTERS, DRAIN_SECONDS, REDIS, REPLICA_PIN_SECONDS, REPLICAS",
        "\nCACHES |= REDIS\nDATABASES |= REPLICAS",
    ],
    "deploy/compose.yaml": ["    DRAIN_SECONDS: ${DRAIN_SECONDS:-3}"],
    "docs/deploy-platform.md": [
        "DRAIN_SECONDS=5             # less than the platform waits between SIGTERM and SIGKILL"
    ],
}
PATHS = [
    "deploy/haproxy",
    "deploy/kubernetes",
    "docs/deploy-kubernetes.md",
    "docs/several-machines.md",
    "lessons/exercises/sca2",
    "tour/rows/scaling.py",
    "tour/tests/test_scalability_replicas.py",
]
WITHOUT = {"include_operations": False}
