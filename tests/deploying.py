"""A project that is ready to be deployed."""

import re

from .commands import run


def with_secrets(project):
    """Give a project the secrets that the pages about deployment ask for, and return it."""
    run(project, "deploy/new_env.py", "example.com")
    overlay = project / "deploy/kubernetes/overlays/production"
    (overlay / "secret.env").write_text((overlay / "secret.env.example").read_text())
    return project


def variables_of_the_site(project):
    """Return the names of all variables that .env.example explains."""
    return set(re.findall(r"^(?:# )?([A-Z_]+)=", (project / ".env.example").read_text(), re.M))
