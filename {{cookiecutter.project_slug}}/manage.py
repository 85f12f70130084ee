#!/usr/bin/env python
"""Run Django's commands for this project: `uv run manage.py help` lists them."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import DatabaseError


def main():
    """Run the command named on the command line; say in one sentence what it lacks."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(f"Error: {error}")
    except DatabaseError:
        from core.databases import troubles  # needs the settings

        for what, advice in troubles():
            sys.exit(f"Error: {what} {advice}")
        raise


if __name__ == "__main__":
    main()
