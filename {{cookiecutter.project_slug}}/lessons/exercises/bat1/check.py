import pytest
from bat1.models import Article
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

pytestmark = pytest.mark.django_db

LIST = reverse("admin:bat1_article_changelist")


@pytest.fixture
def articles(make_user, word):
    return [
        Article.objects.create(title=f"{number:02}-{word}", author=make_user(f"u{number} Author"))
        for number in range(20)
    ]


@pytest.fixture
def sign_in(client, make_user):
    """Return a function that signs in somebody of the staff who has these permissions."""

    def sign_in(*permissions):
        user = make_user("Editor", is_staff=True)
        user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
        client.force_login(user)

    return sign_in


def check_titles_can_be_searched(client, sign_in, articles, word):
    sign_in("view_article", "change_article")

    text = client.get(LIST, {"q": f"07-{word}"}).content.decode()

    assert 'name="q"' in text, "There is no box to search in: search_fields."
    assert f"07-{word}" in text, f"Searching for “07-{word}” did not find the article."
    assert f"05-{word}" not in text, "The search shows articles that do not match."


def check_the_list_has_columns_and_a_filter(client, sign_in, articles):
    sign_in("view_article", "change_article")

    text = client.get(LIST).content.decode()

    for column in ("title", "is_published"):
        assert f"column-{column}" in text, f"There is no column {column}: list_display."
    assert articles[7].author.email in text, (
        "There is no column with the email address of the author: list_display."
    )
    assert "is_published__exact=1" in text, "There is no filter by is_published: list_filter."


def check_a_page_costs_twelve_queries_at_most(client, sign_in, articles):
    sign_in("view_article", "change_article")
    with CaptureQueriesContext(connection) as queries:
        text = client.get(LIST).content.decode()

    assert articles[7].author.email in text, "The list does not show authors yet."
    assert len(queries) <= 12, (
        f"20 articles cost {len(queries)} queries: fetch the authors along, list_select_related."
    )


def check_the_action_publishes_what_is_chosen(client, sign_in, articles):
    sign_in("view_article", "change_article")
    chosen = [articles[2].pk, articles[5].pk]

    client.post(LIST, {"action": "publish", "_selected_action": chosen})

    published = set(Article.objects.filter(is_published=True).values_list("pk", flat=True))
    assert published == set(chosen), f"Of the articles {chosen}, {sorted(published)} are published."


def check_who_may_only_look_does_not_publish(client, sign_in, articles):
    sign_in("view_article")
    text = client.get(LIST).content.decode()
    assert articles[0].title in text, (
        "Somebody who may look at articles should see the list."
    )
    assert 'value="publish"' not in text, (
        "Somebody who may only look is offered the action: @admin.action(permissions=[…])."
    )

    client.post(LIST, {"action": "publish", "_selected_action": [articles[2].pk]})

    assert not Article.objects.filter(is_published=True).exists(), (
        "Somebody who may only look published an article."
    )
