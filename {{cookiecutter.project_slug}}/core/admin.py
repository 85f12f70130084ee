from django.contrib import admin

from .apps import declared_fields
from .pagination import CappedPaginator


class ModelAdmin(admin.ModelAdmin):
    """
    A ModelAdmin whose lists cost the same with a thousand rows and with a million.

    Keep it so: filter by a date instead of a `date_hierarchy`, and count with `count_of()`.
    """

    paginator = CappedPaginator
    show_full_result_count = False

    def get_search_fields(self, request):
        """Return the fields of the search box; by default, those of the site's search."""
        return self.search_fields or declared_fields(self.model, "search_fields")

    def get_search_results(self, request, queryset, search_term):
        """Return the rows found, and whether some are double; the last word may go on."""
        if search_term and declared_fields(self.model, "search_fields"):
            return queryset.search(f"{search_term.strip()}*"), False
        return super().get_search_results(request, queryset, search_term)


class ReadOnlyAdmin(ModelAdmin):
    """Rows that people look at, and programs write."""

    def refuse(self, request, obj=None):
        """Return False."""
        return False

    has_add_permission = has_change_permission = has_delete_permission = refuse  # type: ignore[assignment]
