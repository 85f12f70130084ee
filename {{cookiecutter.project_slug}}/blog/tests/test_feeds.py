from datetime import timedelta
from html import unescape
from xml.etree import ElementTree

import pytest
from pytest_django.asserts import assertContains

from blog.models import Post
from blog.tests.conftest import BLOG

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"


def test_feeds_have_published_posts_with_body_author_and_tags(client, make_post, draft, author):
    post = make_post("News & notes", tags=["One"])

    items = ElementTree.fromstring(client.get(f"{BLOG}feed/rss/").content).findall(".//item")
    atom = ElementTree.fromstring(client.get(f"{BLOG}feed/atom/").content)

    assert [entry.findtext(f"{ATOM}title") for entry in atom.iter(f"{ATOM}entry")] == [post.title]
    assert [item.findtext("title") for item in items] == ["News & notes"]
    assert items[0].findtext("link") == f"http://testserver{post.get_absolute_url()}"
    assert items[0].findtext("description") == '<p dir="auto">Text</p>\n'
    assert items[0].findtext("category") == "One"
    assert items[0].findtext("{http://purl.org/dc/elements/1.1/}creator") == author.name


@pytest.mark.parametrize("field", ["title", "summary", "body"])
def test_character_that_would_break_the_feed_is_refused(client, author, field):
    client.force_login(author)

    response = client.post(f"{BLOG}new/", {"title": "x", "body": "x", field: "a\x0bb\uffff"})

    assert response.context["form"].errors.keys() == {field}


def test_feed_of_20_posts_costs_two_queries(client, make_post, django_assert_num_queries):
    for number in range(25):
        make_post(f"Post {number}", tags=["a"])

    with django_assert_num_queries(2):
        client.get(f"{BLOG}feed/rss/")


def test_sitemap_has_published_posts(client, post, draft):
    response = client.get("/sitemap.xml")

    assertContains(response, post.get_absolute_url())
    assert draft.get_absolute_url() not in response.text


def test_links_of_a_feed_lead_to_this_site_and_changes_come_after_publishing(client, make_post):
    post = make_post(body="[a](/about/?a=1&b=2) [b](#x) [c](mailto:a@b.example) [d](//[)")
    Post.objects.update(updated_at=post.published_at - timedelta(days=1))

    atom = ElementTree.fromstring(client.get(f"{BLOG}feed/atom/").content)

    html = unescape(atom.findtext(f".//{ATOM}summary"))
    assert 'href="http://testserver/about/?a=1&b=2"' in html
    assert f'href="http://testserver{post.get_absolute_url()}#x"' in html
    assert 'href="mailto:a@b.example"' in html
    entry = atom.find(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}updated") == entry.findtext(f"{ATOM}published")
