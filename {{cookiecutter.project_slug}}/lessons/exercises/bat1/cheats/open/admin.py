from django.contrib import admin

from .models import Article


@admin.register(Article)
class ArticleAdmin(admin.ModelAdmin):
    """Articles, for editors."""

    list_display = ["title", "author__email", "is_published"]
    list_filter = ["is_published"]
    list_select_related = ["author"]
    search_fields = ["title"]
    actions = ["publish"]

    @admin.action(description="Publish")
    def publish(self, request, queryset):
        """Publish the chosen articles."""
        queryset.update(is_published=True)
