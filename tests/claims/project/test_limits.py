"""Counting uses is cheap, and what was counted is forgotten."""

import pytest
from pytest_django.asserts import assertNumQueries

from core.models import RateLimit

pytestmark = pytest.mark.django_db


def test_counts_are_forgotten_when_their_window_ends():
    RateLimit.objects.allow("a", limit=1, seconds=0)

    assert RateLimit.objects.allow("b", limit=1, seconds=60)
    assert RateLimit.objects.get().key == "b"


def test_counting_takes_one_query():
    RateLimit.objects.allow("key", limit=3, seconds=60)

    with assertNumQueries(1):
        RateLimit.objects.allow("key", limit=3, seconds=60)
