import re

import pytest
from django.views.generic import ListView
from fw3 import views
from fw3.models import Article

pytestmark = pytest.mark.django_db


@pytest.fixture
def titles(word):
    titles = [f"{number:02} {word}" for number in range(25)]
    Article.objects.bulk_create(Article(title=title) for title in reversed(titles))
    return titles


def shown(client, query, word):
    response = client.get(f"/articles/{query}")
    assert response.status_code == 200, f"/articles/{query} answered {response.status_code}."
    found = re.findall(rf"\d\d {word}", response.content.decode())
    assert found, f"/articles/{query} shows no article: the template loops over `articles`."
    return found


def check_page_last_is_the_last_page(client, titles, word):
    assert shown(client, "?page=last", word) == titles[20:], (
        "?page=last should show the last five of 25 articles."
    )


def check_pages_have_ten_articles_by_title(client, titles, word):
    assert shown(client, "", word) == titles[:10], "The first page should have the first ten."
    assert shown(client, "?page=2", word) == titles[10:20], "?page=2 should have the next ten."


def check_pages_that_do_not_exist_are_not_found(client, titles):
    for page in ("0", "4", "x", "-1"):
        status = client.get(f"/articles/?page={page}").status_code
        assert status == 404, f"?page={page} answered {status}, and should answer 404."


def check_the_template_knows_whether_there_is_more(client, titles):
    first = client.get("/articles/").content.decode()
    assert "Page 1, and more" in first, f"The first page says {first[-40:]!r}."
    last = client.get("/articles/?page=3").content.decode()
    assert "and more" not in last, "The last page says that there is more."


def check_a_generic_view_does_it():
    view_class = getattr(views.article_list, "view_class", None)

    assert view_class and issubclass(view_class, ListView), (
        "views.article_list should be what as_view() of your ListView returns: call it, with ()."
    )
    assert view_class.get is ListView.get, "get() is written by hand: ListView has one already."
