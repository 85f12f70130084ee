"""No framework: functions answer, SQL asks."""

import json
from urllib.parse import parse_qs

from sqlalchemy import text

from .database import engine

REFUSAL = "minimum is a number, order is name or members."

QUESTION = """
    SELECT name, COUNT(user_id) AS members
    FROM auth_group
    LEFT JOIN accounts_user_groups
        ON group_id = auth_group.id
    GROUP BY auth_group.id, name
    HAVING COUNT(user_id) >= :minimum
    ORDER BY
"""
ORDERS = {  # A parameter cannot name columns.
    "name": "name",
    "members": "members DESC, name",
}


def parameters(environ):
    """Return what stands behind the question mark."""
    given = parse_qs(environ["QUERY_STRING"])
    minimum = given.get("minimum", ["0"])[-1]
    order = given.get("order", ["name"])[-1]
    if not minimum.isdecimal() or order not in ORDERS:
        raise ValueError(REFUSAL)
    return int(minimum), order


def question(minimum, order):
    """Return the roles with at least so many members."""
    query = text(QUESTION + ORDERS[order])
    query = query.bindparams(minimum=minimum)
    with engine().connect() as connection:
        rows = connection.execute(query).mappings()
        return [dict(row) for row in rows]


def answer(environ):
    """Return the status, and what becomes JSON."""
    try:
        roles = question(*parameters(environ))
    except ValueError as error:
        refusal = {"detail": str(error)}
        return "422 Unprocessable Content", refusal
    return "200 OK", {"roles": roles}


def missing(environ):
    """Return what is said where there is nothing."""
    return "404 Not Found", {"detail": "Nothing is here."}


ROUTES = {"/roles/": answer}


def application(environ, start_response):
    """Speak WSGI (PEP 3333), as Django and Flask do."""
    found = ROUTES.get(environ["PATH_INFO"], missing)
    status, content = found(environ)
    headers = [("Content-Type", "application/json")]
    start_response(status, headers)
    return [json.dumps(content).encode()]
