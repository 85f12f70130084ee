from typing import Any

from django import forms
from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from .fields import TidyFormField


class VersionField(forms.CharField):
    """The values of a row when its form was opened, as a digest."""

    widget = forms.HiddenInput

    def has_changed(self, initial, data):
        """Return False: it is no value of the row."""
        return False


class VersionedForm(forms.ModelForm):
    """A form of a row that does not replace what somebody else saved since it was opened."""

    version = VersionField(required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and not self.is_bound:  # What was sent is compared in clean().
            self.initial["version"] = self.version_of(self.instance)

    def version_of(self, row):
        """Return a digest of the values of this form's fields."""
        # A field that is sent with its first value tells by itself whether somebody changed it.
        names = {name for name in self.fields if not self.fields[name].show_hidden_initial}
        options = row._meta
        values = [f.value_to_string(row) for f in options.concrete_fields if f.name in names]
        for field in options.many_to_many:
            if field.name in names:
                values.append(sorted(getattr(row, field.name).values_list("pk", flat=True)))
        return salted_hmac("core.forms", repr(values), algorithm="sha256").hexdigest()

    @transaction.atomic
    def clean(self):
        """Refuse what was opened before somebody else saved; sent again, it replaces that."""
        super().clean()
        if not (self.instance.pk and self.cleaned_data.get("version")):
            return
        # A view that is atomic keeps the lock until it has saved.
        rows = self._meta.model._base_manager.select_for_update()
        row = rows.get(pk=self.instance.pk)
        now = {self.add_prefix("version"): self.version_of(row)}
        for name in self.changed_data:
            if self.fields[name].show_hidden_initial:
                now[self.add_initial_prefix(name)] = getattr(row, name)
        data: Any = self.data
        if any(str(data.get(name)) != str(value) for name, value in now.items()):
            self.data = data = data.copy()
            data.update(now)
            names = [str(self[name].label) for name in self.changed_data]
            raise forms.ValidationError(
                _(
                    "Somebody else saved this since you opened it. What you typed is below and not "
                    "saved; it differs in: %(names)s. Compare, then save again to replace theirs."
                )
                % {"names": ", ".join(names)}
            )


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
