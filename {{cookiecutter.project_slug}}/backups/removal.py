"""Lines of other files that belong to the backups: see core/removal.py."""

ROW = "| `backups/` | Database and uploads in one verified file, every night; the way back |"
LINES = {
    ".dockerignore": ["archives"],
    ".env.example": [
        "# Backups: where they are made and kept. Without it, the directory archives next to "
        "manage.py.\n# BACKUP_DIRECTORY=/mnt/backups\n",
        "# Backups: a bucket to keep them in, after uv sync --extra s3; key and server are in\n"
        "# AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_ENDPOINT_URL.\n"
        "# BACKUP_BUCKET=site-backups\n",
        "# Backups: how many the one of each night leaves; with 0, none is made at night.\n"
        "# BACKUP_KEEP=14\n",
    ],
    ".gitignore": ["/archives/", "/backups/*.tar"],
    "AGENTS.md": [ROW],
    "README.md": [
        ROW,
        "    uv run manage.py backup            # database and uploads, in one file in archives/",
        "| [Backups](docs/backups.md) | How is all of it kept, and restored? |",
    ],
    "config/settings.py": [
        '    "backups",',
        "\n# Settings of single apps, each in the app's own module\n",
        "from backups.settings import BACKUP_DIRECTORY, BACKUP_KEEP, BACKUP_STORAGE",
        '\nSTORAGES["backups"] = BACKUP_STORAGE',
    ],
    "deploy/Dockerfile": [
        "# pg_dump and psql for backups, and a place for these. Debian deletes old versions of packages.\n"
        "# hadolint ignore=DL3008\n"
        "RUN apt-get update && apt-get install --yes --no-install-recommends postgresql-client \\\n"
        "    && rm -rf /var/lib/apt/lists/* && install --directory --owner site /backups\n"
        "ENV BACKUP_DIRECTORY=/backups"
    ],
    "deploy/compose.yaml": ["    - backups:/backups", "  backups:"],
    "deploy/kubernetes/base/kustomization.yaml": [
        "      - BACKUP_KEEP=0 # the service or the operator of PostgreSQL makes backups at night"
    ],
    "docs/deploy-one-machine.md": [
        "The worker does all of it at once each night, into the volume `backups`: "
        "see [backups](backups.md).\n"
    ],
    "docs/deploy-platform.md": [
        "\nBackups need a place: `BACKUP_BUCKET`, or `BACKUP_KEEP=0` where the platform's database "
        "has its own."
    ],
    "pyproject.toml": ['s3 = ["django-storages[s3]>=1.14.6"]', '  "archives",'],
}
PATHS = ["docs/backups.md", "tour/rows/backups.md"]
WITHOUT = {"include_operations": False}
