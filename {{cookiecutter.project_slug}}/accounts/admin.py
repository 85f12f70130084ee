from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as BaseUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm

from .models import Token, User


class UserCreationForm(AdminUserCreationForm):
    """Ask for the email address and the name of a new user."""

    class Meta:
        model = User
        fields = ["email", "name"]


@admin.register(User)
class UserAdmin(BaseUserAdmin):
    """Find people, give them roles, and close accounts."""

    add_form = UserCreationForm
    list_display = ["email", "name", "is_active", "is_staff", "last_login"]
    list_filter = ["is_active", "is_staff", "groups"]
    search_fields = ["email", "name"]
    ordering = ["email"]
    date_hierarchy = "date_joined"
    fieldsets = [
        (None, {"fields": ["email", "name", "password"]}),
        ("What they may do", {"fields": ["is_active", "is_staff", "is_superuser", "groups"]}),
        ("Dates", {"fields": ["last_login", "date_joined"]}),
    ]
    readonly_fields = ["last_login", "date_joined"]
    filter_horizontal = ["groups"]
    add_fieldsets = [
        (None, {"fields": ["email", "name", "usable_password", "password1", "password2"]})
    ]

    def save_model(self, request, obj, form, change):
        """Let a changed address, and no earlier one, sign in."""
        super().save_model(request, obj, form, change)
        if change and "email" in form.changed_data:
            obj.vouch_for_email()


@admin.register(Token)
class TokenAdmin(admin.ModelAdmin):
    """See which programs have access, and revoke it. Only their owners make tokens."""

    list_display = ["name", "user", "created_at", "expires_at"]
    list_select_related = ["user"]
    search_fields = ["name", "user__email"]
    readonly_fields = ["user", "name", "created_at", "expires_at"]

    def has_add_permission(self, request):
        """Refuse: the secret of a token is shown to its owner alone."""
        return False
