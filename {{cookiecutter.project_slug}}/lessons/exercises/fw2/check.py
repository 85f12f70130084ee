import pytest
from django.urls import NoReverseMatch, reverse
from fw2.models import Article, Tag

pytestmark = pytest.mark.django_db


@pytest.fixture
def tag(word):
    tag = Tag.objects.create(name=f"Tag {word}", slug=word)
    for number in range(3):
        Article.objects.create(title=f"Article {number} about {word}").tags.add(tag)
    Article.objects.create(title=f"Untagged {word}")
    return tag


def check_the_page_of_a_tag_is_there(client, tag):
    response = client.get(f"/tags/{tag.slug}/")

    assert response.status_code == 200, (
        f"/tags/{tag.slug}/ answered {response.status_code}: its address belongs into urls.py."
    )


def check_it_shows_the_tag_and_its_articles_newest_first(client, tag, word):
    text = client.get(f"/tags/{tag.slug}/").content.decode()

    assert f"<h1>{tag.name}</h1>" in text, "The heading should be the name of the tag."
    places = [text.find(f"Article {number} about {word}") for number in (2, 1, 0)]
    assert -1 not in places, "Some titles are missing: loop over `articles` in the template."
    assert places == sorted(places), "The newest article should come first: order_by('-pk')."
    assert f"Untagged {word}" not in text, "An article without the tag is shown."


def check_an_unknown_tag_is_not_found(client, tag, word):
    status = client.get(f"/tags/not-{word}/").status_code

    assert status == 404, f"/tags/not-{word}/ answered {status}, and should answer 404."


def check_the_address_has_a_name(tag):
    try:
        address = reverse("fw2:tag_detail", kwargs={"slug": tag.slug})
    except NoReverseMatch as problem:
        raise AssertionError(f"path() needs name='tag_detail' and <slug:slug>. {problem}") from None
    assert address == f"/tags/{tag.slug}/", f"reverse() gave {address}."


def check_titles_are_escaped(client, tag):
    Article.objects.create(title="<script>alert(1)</script>").tags.add(tag)

    text = client.get(f"/tags/{tag.slug}/").content.decode()

    assert "&lt;script&gt;alert(1)" in text, "The title with a script should be shown as text."
    assert "<script>alert(1)" not in text, "A title became a script of the page: leave it escaped."
