from django import forms
from django.utils.translation import gettext_lazy as _

from .models import Token, User


class SignUpForm(forms.ModelForm):
    """What allauth's sign-up form asks for besides the email address and the password."""

    class Meta:
        model = User
        fields = ["name"]

    field_order = ["name", "email", "password1", "password2"]

    def signup(self, request, user):
        """Save the name; allauth calls this with the user it has made."""
        user.name = self.cleaned_data["name"]
        user.save(update_fields=["name"])


class ProfileForm(forms.ModelForm):
    """Change one's own profile."""

    class Meta:
        model = User
        fields = ["name"]


class TokenForm(forms.ModelForm):
    """Ask what a new API token is for, and what it may do."""

    class Meta:
        model = Token
        fields = ["name", "scope"]


class DeleteAccountForm(forms.Form):
    """Ask for the email address, so that nobody deletes an account by a slip."""

    email = forms.EmailField(label=_("Your email address"))

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_email(self):
        """Refuse every address but the user's own."""
        email = self.cleaned_data["email"]
        if email.lower() != self.user.email:
            raise forms.ValidationError(
                _("“%(email)s” is not the email address of this account. Enter %(address)s.")
                % {"email": email, "address": self.user.email}
            )
        return email
