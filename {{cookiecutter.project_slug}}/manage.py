#!/usr/bin/env python
"""Run Django's commands for this project: `uv run manage.py help` lists them."""

import os
import sys
from io import TextIOWrapper

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import DatabaseError, connection


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
    except DatabaseError:
        from core.databases import trouble_with  # needs the settings

        if trouble := trouble_with(connection):
            sys.exit(" ".join(["Error:", *trouble]))
        raise


if __name__ == "__main__":
    main()
