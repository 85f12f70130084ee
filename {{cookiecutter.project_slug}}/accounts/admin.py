from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as BaseUserAdmin
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from core.admin import ModelAdmin, ReadOnlyAdmin

from .models import SecurityEvent, Token, User
from .security_log import record


@admin.register(User)
class UserAdmin(ModelAdmin, BaseUserAdmin):
    """Find people, give them roles, and close accounts."""

    list_display = ["email", "name", "is_active", "is_staff", "last_login"]
    list_filter = ["is_active", "is_staff", "groups", "date_joined"]
    search_fields = ["email", "name"]
    ordering = ["email"]
    fieldsets = [
        (None, {"fields": ["email", "name", "password"]}),
        (_("Permissions"), {"fields": ["is_active", "is_staff", "is_superuser", "groups"]}),
        (_("Dates"), {"fields": ["last_login", "date_joined"]}),
    ]
    readonly_fields = ["last_login", "date_joined"]
    filter_horizontal = ["groups"]
    add_fieldsets = [
        (None, {"fields": ["email", "name", "usable_password", "password1", "password2"]})
    ]

    def get_search_results(self, request, queryset, search_term):
        """Return the people found by name, or by the beginning of their email address."""
        found, doubles = super().get_search_results(request, queryset, search_term)
        if search_term:
            found |= queryset.filter(email__startswith=search_term.strip().lower())
        return found, doubles

    def save_model(self, request, obj, form, change):
        """Let a changed address, and no earlier one, sign in."""
        super().save_model(request, obj, form, change)
        if change and "email" in form.changed_data:
            obj.mark_email_verified()

    def log_change(self, request, obj, message):
        """Note on the account itself what staff changed of it, with who did."""
        entry = super().log_change(request, obj, message)
        with override(None):  # Its owner may read another language.
            detail = f"{entry.get_change_message()} By {request.user}."
        record(request, obj, SecurityEvent.Kind.ACCESS_CHANGED, detail)
        return entry


@admin.register(Token)
class TokenAdmin(ModelAdmin):
    """See which programs have access, and revoke it. Only their owners make tokens."""

    list_display = ["name", "user", "created_at", "expires_at"]
    list_select_related = ["user"]
    search_fields = ["name", "user__email"]
    readonly_fields = ["user", "name", "created_at", "expires_at"]

    def has_add_permission(self, request):
        """Refuse: the secret of a token is shown to its owner alone."""
        return False


@admin.register(SecurityEvent)
class SecurityEventAdmin(ReadOnlyAdmin):
    """Read what happened to accounts. Nobody deletes here: whoever broke in would begin with it."""

    list_display = ["at", "kind", "user", "ip_address", "detail"]
    list_filter = ["kind", "at"]
    list_select_related = ["user"]
    search_fields = ["user__email", "ip_address"]
