"""The database of this site, as SQLAlchemy names it: same server, same tables."""

from functools import cache

from django.db import connection
from sqlalchemy import URL, create_engine

DRIVERS = {
    "sqlite": "sqlite",
    "postgresql": "postgresql+psycopg",
    "mysql": "mysql+mysqldb",
}

# These options mean something to Django alone.
OURS = {"assume_role", "init_command", "isolation_level", "pool", "transaction_mode"}


@cache
def engine():
    """Return SQLAlchemy's engine for what Django calls `connection`."""
    config = connection.settings_dict
    url = URL.create(
        DRIVERS[connection.vendor],
        username=config["USER"] or None,
        password=config["PASSWORD"] or None,
        host=config["HOST"] or None,
        port=int(config["PORT"]) if config["PORT"] else None,
        database=str(config["NAME"]),
    )
    options = {key: value for key, value in config["OPTIONS"].items() if key not in OURS}
    return create_engine(url, connect_args=options)
