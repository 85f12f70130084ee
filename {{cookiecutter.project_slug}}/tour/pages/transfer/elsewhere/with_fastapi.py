"""FastAPI routes, Pydantic checks, an ORM asks."""

from typing import Annotated, Literal

from fastapi import Depends, FastAPI, Query
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from sqlalchemy import ForeignKey, func, select
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    Session,
    mapped_column,
)

from .database import engine

REFUSAL = "minimum is a number, order is name or members."

app = FastAPI()


class Base(DeclarativeBase):
    """What all mapped classes share."""


class Role(Base):
    """A row of Django's table of groups."""

    __tablename__ = "auth_group"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class Membership(Base):
    """That a person has a role."""

    __tablename__ = "accounts_user_groups"
    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int]
    group_id: Mapped[int] = mapped_column(ForeignKey(Role.id))


members = func.count(Membership.user_id).label("members")
ORDERS: dict[str, list] = {
    "name": [Role.name],
    "members": [members.desc(), Role.name],
}


class Parameters(BaseModel):
    """What may stand behind the question mark."""

    minimum: int = Field(0, ge=0)
    order: Literal["name", "members"] = "name"


def question(minimum, order):
    """Return the roles with at least so many members."""
    return (
        select(Role.name, members)
        .outerjoin(Membership)
        .group_by(Role.id, Role.name)
        .having(members >= minimum)
        .order_by(*ORDERS[order])
    )


def session():
    """Open a session for one request."""
    with Session(engine()) as session:
        yield session


@app.get("/roles/")
def answer(
    parameters: Annotated[Parameters, Query()],
    session: Annotated[Session, Depends(session)],
):
    """Answer with JSON: FastAPI makes it of a dictionary."""
    query = question(parameters.minimum, parameters.order)
    rows = session.execute(query).mappings()
    return {"roles": [dict(row) for row in rows]}


@app.exception_handler(RequestValidationError)
def refuse(request, error):
    """Answer a refusal with one sentence."""
    return JSONResponse({"detail": REFUSAL}, 422)
