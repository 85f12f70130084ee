import pytest
from bat2.models import Article
from django.urls import reverse

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(make_user):
    return make_user("Author")


@pytest.fixture
def article(author):
    return Article.objects.create(title="Before", author=author)


def edit(article):
    return f"/articles/{article.pk}/edit/"


def title(article):
    article.refresh_from_db()
    return article.title


def check_visitors_are_sent_to_sign_in(client, article):
    for response in (client.get(edit(article)), client.post(edit(article), {"title": "x"})):
        assert response.status_code == 302, (
            f"Somebody who is not signed in got {response.status_code}, and should be "
            "redirected. Do the mixins stand before UpdateView?"
        )
        expected = f"{reverse('account_login')}?next={edit(article)}"
        assert response["Location"] == expected, (
            f"They were sent to {response['Location']}, and should be sent to {expected}."
        )
    assert title(article) == "Before", "A visitor changed the title."


@pytest.mark.parametrize("is_staff", [False, True], ids=["member", "staff"])
def check_others_are_refused(client, article, make_user, is_staff):
    client.force_login(make_user("Other", is_staff=is_staff))

    for response in (client.get(edit(article)), client.post(edit(article), {"title": "x"})):
        assert response.status_code == 403, (
            f"Somebody else got {response.status_code}, and should get 403, to look and to save."
        )
    assert title(article) == "Before", "Somebody else changed the title."


def check_the_author_changes_it(client, article, author, word):
    client.force_login(author)

    assert client.get(edit(article)).status_code == 200, "The author does not see the form."
    client.post(edit(article), {"title": word})

    assert title(article) == word, "The author sent a new title, and it was not saved."


def check_an_unknown_article_is_not_found(client, article, author):
    client.force_login(author)

    status = client.get("/articles/999/edit/").status_code

    assert status == 404, f"An article that does not exist answered {status}."
