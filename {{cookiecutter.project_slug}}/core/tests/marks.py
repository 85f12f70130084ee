"""Marks of tests."""

import pytest
from django.db import connection

# MariaDB's full-text index has what is committed; elsewhere, tests are faster without.
has_to_commit = connection.vendor == "mysql"
searches = pytest.mark.django_db(transaction=has_to_commit, serialized_rollback=has_to_commit)

# Tests that change tables, or use several connections.
commits = pytest.mark.django_db(transaction=True, serialized_rollback=True)
