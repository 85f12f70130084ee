"""Lines of other files that belong to the queue: see core/removal.py."""

ROW = "| `jobs/` | A queue of tasks in the database, with retries and a timetable |"
LINES = {
    ".env.example": [
        "# Run tasks at once, without a worker. On with DEBUG, else off.\n# TASKS_IMMEDIATE=off\n"
    ],
    "AGENTS.md": [ROW],
    "Procfile": ["worker: python manage.py worker"],
    "README.md": [
        ROW,
        "With `DEBUG`, tasks run at once; without it, they wait for `manage.py worker`.",
        "    uv run manage.py worker            # next to it: sends mail, and runs other tasks",
        "| [Jobs](docs/jobs.md) | How are tasks run and retried, and what if their worker dies? |",
    ],
    "config/settings.py": [
        '    "jobs",',
        '    "django_tasks_db",',
        "\n# Settings of single apps, each in the app's own module\n",
        "from jobs.settings import TASKS",
    ],
    "deploy/compose.yaml": [
        "  worker:\n"
        "    <<: *site\n"
        '    command: ["python", "manage.py", "worker"]\n'
        "    stop_grace_period: 60s # the task that it is working on\n"
        "    healthcheck: { disable: true }\n"
        "    depends_on:\n"
        "      migrate: { condition: service_completed_successfully }\n",
    ],
    "deploy/kubernetes/base/kustomization.yaml": ["  - worker.yaml"],
    "docs/deploy-kubernetes.md": [
        "| `worker.yaml` | Two workers: the tasks of one that is lost are done by the other |"
    ],
    "docs/deploy-one-machine.md": ["docker compose --file deploy/compose.yaml stop worker"],
    "docs/deploy-platform.md": [
        "Instead of a worker, a scheduler can run `python manage.py worker --batch` every few "
        "minutes.\n"
    ],
    "pyproject.toml": [
        '  "django-tasks-db>=0.13",         # a queue on three databases, without a broker'
    ],
}
PATHS = [
    "deploy/*/base/worker.yaml",
    "docs/jobs.md",
    "tour/rows/jobs.py",
    "tour/tests/test_jobs.py",
]
