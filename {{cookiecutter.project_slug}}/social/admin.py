from django.contrib import admin, messages
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.admin import ModelAdmin

from .models import Note, Profile, Report


@admin.register(Report)
class ReportAdmin(ModelAdmin):
    """The queue of the moderators: what is open comes first."""

    list_display = ["note", "reason", "comment", "reporter", "state", "created_at", "handled_by"]
    list_filter = ["state", "reason"]
    list_select_related = ["note", "reporter__user", "handled_by"]
    search_fields = ["note__text", "comment"]
    ordering = ["-state", "created_at"]
    readonly_fields = ["note", "reason", "comment", "reporter", "state", "handled_by", "handled_at"]
    actions = ["hide", "dismiss"]

    def has_add_permission(self, request):
        """Refuse: people report on the site."""
        return False

    @admin.action(description=_("Hide the note"), permissions=["change"])
    def hide(self, request, queryset):
        """Hide the notes, and close their reports."""
        self.close(request, queryset, Report.State.HIDDEN)

    @admin.action(description=_("Dismiss"), permissions=["change"])
    def dismiss(self, request, queryset):
        """Leave the notes, or show them again, and close their reports."""
        self.close(request, queryset, Report.State.DISMISSED)

    def close(self, request, queryset, state):
        """Close the chosen reports with a state."""
        reports = list(queryset.filter(state=Report.State.OPEN))
        for report in reports:
            report.handle(request.user, state)
        done = ngettext("%(n)s report closed.", "%(n)s reports closed.", len(reports))
        self.message_user(request, done % {"n": len(reports)}, messages.SUCCESS)


@admin.register(Note)
class NoteAdmin(ModelAdmin):
    """Find notes, and hide or show them."""

    list_display = ["__str__", "author", "is_hidden", "created_at"]
    list_filter = ["is_hidden", "created_at"]
    list_select_related = ["author__user"]
    fields = ["author", "text", "image", "image_alt", "is_hidden", "created_at"]
    readonly_fields = ["author", "text", "image", "image_alt", "created_at"]
    view_on_site = False  # staff may not be among those who may read it

    def has_add_permission(self, request):
        """Refuse: people write on the site."""
        return False


@admin.register(Profile)
class ProfileAdmin(ModelAdmin):
    """Find people, and take away what they must not show."""

    list_display = ["handle", "user", "is_private", "created_at"]
    list_filter = ["is_private"]
    list_select_related = ["user"]
    autocomplete_fields = ["user"]
