"""Fill the database of the project in this directory: `python -m rows 10000`."""

import argparse
import os

import django


def main():
    """Fill the database of the project in this directory."""
    parser = argparse.ArgumentParser(prog="python -m rows", description=main.__doc__)
    parser.add_argument("number", type=int, help="rows of the main kinds, of all starters")
    parser.add_argument("--seed", type=int, default=1, help="other rows with another number")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from . import fill_all

    for label, added in fill_all(options.number, options.seed).items():
        print(f"{label}: {added:,} rows added")


if __name__ == "__main__":
    main()
