import pytest
from django.contrib.auth import get_user_model
from django.db import connections, router, transaction
from sca2.models import Article, Author

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "replica"])


@pytest.fixture(autouse=True)
def rows():
    """Save an author in both databases, whose name says which one it is in."""
    replica = connections["replica"]
    if Author._meta.db_table not in replica.introspection.table_names():
        with replica.schema_editor() as editor:  # Here no server copies the tables, so this does.
            editor.create_model(Author)
            editor.create_model(Article)
    for alias in connections:
        Author.objects.using(alias).all().delete()  # pytest clears migrated databases alone.
        Author.objects.using(alias).create(pk=1, name=alias)


def check_outside_of_transactions_the_replica_is_read():
    names = [author.name for author in Author.objects.all()]

    assert names == ["replica"], (
        f"Author.objects.all() was read from {', '.join(names)}, not from the replica."
    )
    other = router.db_for_read(get_user_model())
    assert other == "replica", f"The users are read from {other}: let it answer for every model."


def check_what_is_written_goes_to_default(word):
    author = Author.objects.create(name=word)
    read = Author.objects.get(pk=1)
    read.name = f"changed {word}"
    read.save()

    for name in (word, f"changed {word}"):
        found = [alias for alias in connections if Author.objects.using(alias).filter(name=name)]
        assert found == ["default"], (
            f"{'A new author' if name == word else 'A changed author'} was written to "
            f"{' and '.join(found) or 'neither database'}, not to default: a replica is read only."
        )
    assert author._state.db == "default"


def check_who_has_written_in_a_transaction_sees_it(word):
    with transaction.atomic():
        Author.objects.create(name=word)
        found = Author.objects.filter(name=word).exists()

    assert found, (
        "Inside of transaction.atomic(), an author was saved, and is not found: read from default "
        "there."
    )
    after = Author.objects.get(pk=1).name
    assert after == "replica", "After the transaction, the replica should be read again."


def check_a_transaction_elsewhere_changes_nothing():
    with transaction.atomic(using="replica"):
        name = Author.objects.get(pk=1).name

    assert name == "replica", (
        f"A transaction on replica was open, none on default, and {name} was read."
    )


def check_rows_of_both_may_refer_to_each_other(word):
    author = Author.objects.get(pk=1)

    try:
        Article.objects.create(title=word, author=author)
    except ValueError as error:
        raise AssertionError(f"An article with an author from the replica: {error}") from None

    article = Article.objects.using("default").get()
    assert article.author_id == 1, "The article was saved without its author."


def check_default_alone_is_migrated():
    for app in ("sca2", "auth"):
        for alias, allowed in (("default", True), ("replica", False)):
            answer = router.allow_migrate(alias, app)
            assert answer is allowed, (
                f"For {alias} and the app {app}, allow_migrate() should say {allowed}, and Django "
                f"understood {answer}."
            )
