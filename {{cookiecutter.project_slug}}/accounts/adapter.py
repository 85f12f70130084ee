from allauth.account.adapter import DefaultAccountAdapter
from django.core.exceptions import ValidationError

from .models import User


class AccountAdapter(DefaultAccountAdapter):
    """What this site does differently from allauth."""

    def clean_email(self, email):
        """Refuse an address that is too long, which allauth would cut off."""
        limit = User.MAX_EMAIL_LENGTH
        if len(email) > limit:
            raise ValidationError(f"The address has {len(email)} characters. Type at most {limit}.")
        return super().clean_email(email)
