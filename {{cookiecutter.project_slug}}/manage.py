#!/usr/bin/env python
"""Run Django's commands for this project: `uv run manage.py help` lists them."""

import os
import sys
from io import TextIOWrapper

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import OperationalError, connection


def main():
    """Run the command named on the command line; say in one sentence what it lacks."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    for stream in (sys.stdout, sys.stderr):  # A pipe on Windows knows few languages.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(f"Error: {error}")
    except OperationalError as error:
        if connection.connection is not None:
            raise  # The database was reached: its own traceback says more.
        name = connection.settings_dict["NAME"]
        sys.exit(f"Error: the database {name} cannot be opened: {error}. Is DATABASE_URL right?")


if __name__ == "__main__":
    main()
