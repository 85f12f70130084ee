from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.forms.models import ModelFormMetaclass

from .apps import declared_fields
from .forms import VersionedForm
from .models import retried
from .pagination import CappedPaginator


class ModelAdmin(admin.ModelAdmin):
    """
    A ModelAdmin whose lists cost the same with a thousand rows and with a million.

    Keep it so: filter by a date instead of a `date_hierarchy`, and count with `count_of()`.
    """

    paginator = CappedPaginator
    show_full_result_count = False

    @retried
    def changeform_view(self, *args, **kwargs):
        """Show or save a row; once somebody else has its unique value, the form says so."""
        return super().changeform_view(*args, **kwargs)

    def get_form(self, request, obj=None, change=False, **kwargs):
        """Return a form that does not replace what somebody else saved meanwhile."""
        form = super().get_form(request, obj, change=change, **kwargs)
        if not change:
            return form
        return ModelFormMetaclass(form.__name__, (VersionedForm, form), {})

    def get_fields(self, request, obj=None):
        """Return the fields that are shown."""
        return [name for name in super().get_fields(request, obj) if name != "version"]

    def get_changelist_instance(self, request):
        """Return the list; a year in the URL that no date has is an incorrect lookup."""
        try:
            return super().get_changelist_instance(request)
        except (OverflowError, ValueError) as error:
            raise IncorrectLookupParameters from error

    def get_search_fields(self, request):
        """Return the fields of the search box; by default, those of the site's search."""
        return self.search_fields or declared_fields(self.model, "search_fields")

    def get_search_results(self, request, queryset, search_term):
        """Return the rows found, and whether some are double; the last word may go on."""
        if search_term and declared_fields(self.model, "search_fields"):
            return queryset.search(f"{search_term.strip()}*"), False
        return super().get_search_results(request, queryset, search_term)

    def log_deletions(self, request, queryset):
        """Log them one by one: Django sends no signal for entries that it saves in bulk."""
        for row in queryset:
            super().log_deletions(request, [row])  # type: ignore[arg-type]


class ReadOnlyAdmin(ModelAdmin):
    """Rows that people look at, and programs write."""

    def refuse(self, request, obj=None):
        """Return False."""
        return False

    has_add_permission = has_change_permission = has_delete_permission = refuse  # type: ignore[assignment]
