"""
Full-text search: one call, three databases.

    class Article(models.Model):
        search_fields = ["title", "body"]
        objects = SearchQuerySet.as_manager()

    operations = [SearchIndex("Article", ["title", "body"])]  # in a migration

    Article.objects.search('django -flask "exact phrase" temp*')

The database keeps the index itself, also under bulk_create(), update() and raw SQL.
"""

from .operations import RemoveSearchIndex, SearchIndex
from .queryset import SearchQuerySet

__all__ = ["RemoveSearchIndex", "SearchIndex", "SearchQuerySet"]
