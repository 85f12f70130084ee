"""
Insecure direct object reference: somebody changes the number in an address to that of another.

Views look for the row among those of the person who asks, so the rows of others do not exist.
https://docs.djangoproject.com/en/6.1/topics/db/queries/#backwards-related-objects
"""

import pytest
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from pytest_django.asserts import assertContains

from accounts.models import Token

PROTECTION = "accounts/views.py: get_object_or_404(request.user.tokens, pk=pk)"


@pytest.fixture
def token(make_user):
    """Return an API token of somebody else."""
    owner = make_user("Owner")
    Token.objects.issue(owner, "backup")
    return owner.tokens.get()


def attack(client, user, token):
    """Revoke the token with this number."""
    client.force_login(user)
    return client.post(f"/accounts/tokens/{token.pk}/revoke/")


def naive_revoke(request, pk):
    get_object_or_404(Token, pk=pk).delete()
    return HttpResponse("Revoked.")


urlpatterns = [path("accounts/tokens/<int:pk>/revoke/", naive_revoke)]


def test_attack_finds_nothing_where_the_owner_finds_the_token(client, reader, token):
    response = attack(client, reader, token)
    assertContains(response, "There is no page at this address", status_code=404)
    assert Token.objects.filter(pk=token.pk).exists()

    assert attack(client, token.user, token).status_code == 302
    assert not Token.objects.filter(pk=token.pk).exists()


@pytest.mark.urls(__name__)
def test_control_looking_among_all_rows_revokes_it(client, reader, token):
    response = attack(client, reader, token)

    assert response.status_code == 200
    assert not Token.objects.filter(pk=token.pk).exists()
