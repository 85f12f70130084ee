from django import forms
from django.utils.translation import gettext_lazy as _


class SearchForm(forms.Form):
    """Ask what somebody looks for."""

    q = forms.CharField(
        label=_("Search"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "title": _('"a phrase" -without begin*')}),
    )

    @property
    def words(self):
        """Return what was typed, or nothing where it cannot be read."""
        return self.cleaned_data["q"] if self.is_valid() else ""
