"""The queries as they were, in SQLAlchemy."""

from sqlalchemy import ForeignKey, func, or_, select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    """What all models have in common."""


class Author(Base):
    """Somebody who writes."""

    __tablename__ = "job2_author"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    books: Mapped[list["Book"]] = relationship(back_populates="author")


class Book(Base):
    """Something to read."""

    __tablename__ = "job2_book"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    pages: Mapped[int | None]
    author_id: Mapped[int] = mapped_column(ForeignKey("job2_author.id"))
    author: Mapped[Author] = relationship(back_populates="books")


def long_books(minimum):
    """Return title and pages of books with at least so many pages, the longest first."""
    rows = select(Book.title, Book.pages).where(Book.pages >= minimum)
    return rows.order_by(Book.pages.desc(), Book.title)


def books_to_count(names):
    """Return title and author of the books by these authors, and of those without pages."""
    rows = select(Book.title, Author.name).join(Book.author)
    rows = rows.where(or_(Author.name.in_(names), Book.pages.is_(None)))
    return rows.order_by(Book.title)


def quiet_authors(maximum):
    """Return name and number of books of authors with fewer than so many books."""
    rows = select(Author.name, func.count(Book.id)).join(Author.books, isouter=True)
    rows = rows.group_by(Author.id).having(func.count(Book.id) < maximum)
    return rows.order_by(func.count(Book.id).desc(), Author.name)
