"""The way of somebody who has uv and nothing else."""

import re

import pytest

from tests.commands import contents
from tests.reader import Reader
from tests.visitor import Visitor

pytestmark = pytest.mark.stranger


def test_stranger_installs_reads_logs_in_writes_and_comments(template, tmp_path):
    stranger = Reader(tmp_path, tmp_path)

    stranger.types(f"uvx cookiecutter {template} --no-input && cd my_django_site")
    stranger.types("uv sync")
    told = stranger.types("uv run manage.py demo --no-serve")
    again = stranger.types("uv run manage.py demo --no-serve")

    assert told == again
    with stranger.serves("uv run manage.py runserver --noreload") as visitor:
        every_link_works(visitor)
        logs_in(visitor, *demo_author(told))
        post = writes_a_post(visitor)
        comments(visitor, post)


def test_stranger_tests_and_checks_a_lean_blog(template, tmp_path):
    """All tests of all apps run in test_unrendered.py, with more packages than a project has."""
    stranger = Reader(tmp_path, tmp_path)
    lean = "starter=blog include_tour=no include_operations=no"

    stranger.types(f"uvx cookiecutter {template} --no-input {lean} && cd my_django_site")
    tested = stranger.types("uv run pytest -n auto")
    stranger.types("git init --quiet && git add . && uv run prek run --all-files")

    assert " passed" in tested


def demo_author(told):
    """Return the e-mail address and the password that demo prints for the author."""
    email = re.search(r"^ *(\S+@\S+) +writes posts", told, re.MULTILINE)[1]
    return email, re.search(r"Password.*: (\S+)", told)[1]


def every_link_works(visitor):
    """Fetch every page in the sitemap, and whatever each of them links to on this site."""
    sitemap = re.findall("<loc>(.*?)</loc>", visitor.get("/sitemap.xml").text)
    assert len(sitemap) > 5
    pages = [visitor.get(url) for url in sitemap]
    links = {link for page in pages for link in page.links if visitor.is_here(link)}
    answers = pages + [visitor.get(link) for link in sorted(links - set(sitemap))]
    assert [(page.status, page.url) for page in answers if page.status != 200] == []


def logs_in(visitor, email, password):
    """Log in, and be shown one's own profile."""
    page = visitor.log_in(email, password)
    assert page.status == 200
    assert email in page.text


def writes_a_post(visitor):
    """Publish a post, and return its page as everybody sees it."""
    page = visitor.get("/blog/new/")
    form = page.form_with("title", "body")
    words = {"title": "A stranger's post", "body": "Typed *over HTTP*.", "tags": "test, stranger"}
    page = visitor.send(page, form, **words, **form.buttons)
    assert "<em>over HTTP</em>" in page.text
    post = Visitor(visitor.site).get(page.url)
    assert post.status == 200
    assert "A stranger&#x27;s post" in post.text
    return post


def comments(visitor, post):
    """Comment on a post, and see the comment."""
    page = visitor.get(post.url)
    page = visitor.send(page, page.form_with("body"), body="A stranger's comment")
    assert page.status == 200
    assert "A stranger&#x27;s comment" in page.text


def test_nothing_is_written_beside_the_project(template, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    before = contents(template)

    Reader(tmp_path, out).types(f"uvx cookiecutter {template} --no-input")

    assert [path.name for path in out.iterdir()] == ["my_django_site"]
    assert contents(template) == before
