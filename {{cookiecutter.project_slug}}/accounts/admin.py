from allauth.account.adapter import get_adapter
from allauth.account.admin import EmailAddressAdmin as BaseEmailAddressAdmin
from allauth.account.models import EmailAddress
from allauth.mfa.admin import Authenticator  # after which it is registered
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as BaseUserAdmin
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from core.admin import ModelAdmin, ReadOnlyAdmin

from .models import SecurityEvent, Token, User
from .security_log import Kind, record

admin.site.unregister([Authenticator, EmailAddress])


@receiver(post_save, sender="admin.LogEntry")
def record_staff(sender, instance, raw, **kwargs):
    """Record for everybody whose account it is what staff did in the admin, and who."""
    if raw or not instance.content_type_id:
        return  # `raw` is an entry of long ago, from a fixture.
    kind = ContentType.objects.get_for_id(instance.content_type_id)
    if kind.model_class() not in {User, Group, Token, Authenticator, EmailAddress}:
        return
    row = kind.get_object_for_this_type(pk=instance.object_id)
    with override(None):  # The owner may read another language.
        detail = f"{instance} By {User.objects.get(pk=instance.user_id)}."
    for user in row.user_set.all() if isinstance(row, Group) else [getattr(row, "user", row)]:
        record(get_adapter().request, user, Kind.ACCESS_CHANGED, detail)


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
        """Let a changed address, and no earlier one, sign in; tell the earlier one."""
        super().save_model(request, obj, form, change)
        if change and "email" in form.changed_data:
            obj.mark_email_verified()
            old = form.initial["email"]
            mail = {"from_email": old, "to_email": obj.email}
            get_adapter().send_notification_mail("account/email/email_changed", obj, mail, old)


@admin.register(EmailAddress)
class EmailAddressAdmin(ModelAdmin, BaseEmailAddressAdmin):
    """See with which addresses people sign in."""

    actions = []  # That of allauth verifies addresses without an entry in the log.


@admin.register(Token)
class TokenAdmin(ModelAdmin):
    """See which programs have access, and revoke it. Only their owners make tokens."""

    list_display = readonly_fields = ("name", "user", "scope", "created_at", "expires_at")
    list_select_related = ["user"]
    search_fields = ["name", "user__email"]

    def has_add_permission(self, request):
        """Refuse: the secret of a token is shown to its owner alone."""
        return False


@admin.register(Authenticator)
class AuthenticatorAdmin(ReadOnlyAdmin):
    """Take away the second factor of somebody who has lost it. Its secret is shown to nobody."""

    list_display = fields = ("user", "type", "created_at", "last_used_at")
    list_select_related = ["user"]
    search_fields = ["user__email"]
    has_delete_permission = ModelAdmin.has_delete_permission


@admin.register(SecurityEvent)
class SecurityEventAdmin(ReadOnlyAdmin):
    """Read what happened to accounts. Nobody deletes here: whoever broke in would begin with it."""

    list_display = ["at", "kind", "user", "ip_address", "detail"]
    list_filter = ["kind", "at"]
    list_select_related = ["user"]
    search_fields = ["user__email", "ip_address"]
