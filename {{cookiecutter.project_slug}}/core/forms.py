from django import forms
from django.utils.translation import gettext_lazy as _

from .fields import TidyFormField


class SearchForm(forms.Form):
    """Ask what somebody looks for."""

    q = TidyFormField(
        label=_("Search"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "title": _('"a phrase" -without begin*')}),
    )

    def found(self, rows):
        """Return the rows with the words: all for none, and none for words that cannot be read."""
        if self.words:
            return rows.search(self.words)
        return rows if self.is_valid() else rows.none()

    @property
    def words(self):
        """Return what was typed, or nothing where it cannot be read."""
        return self.cleaned_data["q"] if self.is_valid() else ""
