from django.contrib import admin

from .models import Article


@admin.register(Article)
class ArticleAdmin(admin.ModelAdmin):
    """Articles, for editors."""

    # TODO: columns, search, filter, and the action publish.
