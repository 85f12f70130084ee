import pytest
from sec4.models import Article

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(make_user):
    return make_user("Author")


@pytest.fixture
def other(make_user):
    return make_user("Other")


@pytest.fixture
def article(author, word):
    return Article.objects.create(title=f"Before {word}", text="Text", author=author)


def edit(article):
    return f"/articles/{article.pk}/edit/"


def check_an_article_of_somebody_else_is_not_found(client, article, other, word):
    client.force_login(other)

    looked = client.get(edit(article))
    taken = {"title": "Taken", "text": "Taken", "author": other.pk}
    saved = client.post(edit(article), taken)

    article.refresh_from_db()
    assert article.title == f"Before {word}", (
        f"{edit(article)} let somebody else change the article: its title is now {article.title!r}."
    )
    for verb, response in (("Looking at", looked), ("Saving", saved)):
        assert response.status_code == 404, (
            f"{verb} an article of somebody else answered {response.status_code}, not 404."
        )


def check_authors_change_title_and_text(client, article, author, word):
    client.force_login(author)

    page = client.get(edit(article))
    assert page.status_code == 200, f"The author got {page.status_code} for their own article."
    response = client.post(edit(article), {"title": f"After {word}", "text": f"New {word}"})

    article.refresh_from_db()
    assert (article.title, article.text) == (f"After {word}", f"New {word}"), (
        f"The author sent title and text, got {response.status_code}, and nothing was saved: "
        "fields that the page does not show must not be asked for."
    )


def check_fields_that_the_page_does_not_show_are_left_alone(client, article, author, other, word):
    client.force_login(author)

    sent = {"title": f"After {word}", "text": "Text", "is_featured": "on", "author": other.pk}
    client.post(edit(article), sent)

    article.refresh_from_db()
    assert article.title == f"After {word}", "With more fields sent, the title was not saved."
    assert not article.is_featured, "Who sends is_featured=on is on the first page: see forms.py."
    assert article.author == author, f"Who sends author={other.pk} gives the article away."


def check_visitors_are_sent_to_sign_in(client, article):
    status = client.get(edit(article)).status_code

    assert status == 302, f"Somebody who is not signed in got {status}: keep @login_required."
