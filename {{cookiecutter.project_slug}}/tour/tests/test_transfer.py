import pytest
from django.contrib.auth.models import Group

from tour.comparison import REQUESTS, compare, same


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("query", REQUESTS)
def test_four(make_user, query):
    for name in ("Écrivains", "Zookeepers", "empty"):
        Group.objects.create(name=name)
    make_user("Ann", role="Zookeepers")
    make_user("Bob", role="Zookeepers")
    make_user("Cy", role="Écrivains")

    replies = compare(query)

    print(replies)
    assert same(replies.values())
    assert {r.status for r in replies.values()} == {REQUESTS[query]}
