"""Flask routes, Python checks, SQLAlchemy Core asks."""

from flask import Flask, abort, request
from sqlalchemy import Column, MetaData, Table, func, select

from .database import engine

REFUSAL = "minimum is a number, order is name or members."

app = Flask(__name__)

tables = MetaData()
role = Table(
    "auth_group",
    tables,
    Column("id", primary_key=True),
    Column("name"),
)
membership = Table(
    "accounts_user_groups",
    tables,
    Column("group_id"),
    Column("user_id"),
)

members = func.count(membership.c.user_id).label("members")
ORDERS: dict[str, list] = {
    "name": [role.c.name],
    "members": [members.desc(), role.c.name],
}


def parameters():
    """Return what stands behind the question mark."""
    minimum = request.args.get("minimum", "0")
    order = request.args.get("order", "name")
    if not minimum.isdecimal() or order not in ORDERS:
        abort(422, REFUSAL)
    return int(minimum), order


def question(minimum, order):
    """Return the roles with at least so many members."""
    joined = role.c.id == membership.c.group_id
    return (
        select(role.c.name, members)
        .outerjoin_from(role, membership, joined)
        .group_by(role.c.id, role.c.name)
        .having(members >= minimum)
        .order_by(*ORDERS[order])
    )


@app.get("/roles/")
def answer():
    """Answer with JSON: Flask makes it of a dictionary."""
    query = question(*parameters())
    with engine().connect() as connection:
        rows = connection.execute(query).mappings()
        return {"roles": [dict(row) for row in rows]}


@app.errorhandler(422)
def refuse(error):
    """Answer a refusal with JSON, and not with a page."""
    return {"detail": error.description}, 422
