import pytest
from django.urls import NoReverseMatch, reverse
from fw2.models import Article, Tag

pytestmark = pytest.mark.django_db

TITLES = ["Milk", "Tea", "Coffee"]


@pytest.fixture
def tag(word):
    tag = Tag.objects.create(name=f"Tag {word}", slug=word)
    for title in TITLES:
        Article.objects.create(title=f"{title} {word}").tags.add(tag)
    Article.objects.create(title=f"Untagged {word}")
    return tag


def text_of(client, tag):
    """Return the page of a tag."""
    response = client.get(f"/tags/{tag.slug}/")
    assert response.status_code == 200, (
        f"/tags/{tag.slug}/ answered {response.status_code}: its address belongs into urls.py."
    )
    return response.content.decode()


def check_the_page_of_a_tag_is_there(client, tag):
    text_of(client, tag)


def check_it_shows_the_tag_and_its_articles_newest_first(client, tag, word):
    text = text_of(client, tag)

    assert f"<h1>{tag.name}</h1>" in text, "The heading should be the name of the tag."
    places = [text.find(f"{title} {word}") for title in reversed(TITLES)]
    assert -1 not in places, "Some titles are missing: loop over `articles` in the template."
    assert places == sorted(places), "The newest article should come first: order_by('-pk')."
    assert f"Untagged {word}" not in text, "An article without the tag is shown."


def check_an_unknown_tag_is_not_found(client, tag, word):
    try:
        status = client.get(f"/tags/not-{word}/").status_code
    except Tag.DoesNotExist:
        raise AssertionError("get() raised DoesNotExist: use get_object_or_404().") from None

    assert status == 404, f"/tags/not-{word}/ answered {status}, and should answer 404."


def check_the_address_has_a_name(tag):
    try:
        address = reverse("fw2:tag_detail", kwargs={"slug": tag.slug})
    except NoReverseMatch as problem:
        raise AssertionError(f"path() needs name='tag_detail' and <slug:slug>. {problem}") from None
    assert address == f"/tags/{tag.slug}/", (
        f"reverse() gave {address}, and should give /tags/{tag.slug}/, with a slash at the end."
    )


def check_titles_are_escaped(client, tag):
    Article.objects.create(title="<script>alert(1)</script>").tags.add(tag)

    text = text_of(client, tag)

    assert "&lt;script&gt;alert(1)" in text, "The title with a script should be shown as text."
    assert "<script>alert(1)" not in text, "A title became a script of the page: leave it escaped."
