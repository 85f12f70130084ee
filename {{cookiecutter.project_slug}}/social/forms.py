from django import forms

from .models import Note, Profile, Report


class ProfileForm(forms.ModelForm):
    """Say who one is."""

    class Meta:
        model = Profile
        fields = ["handle", "bio", "avatar", "is_private", "wants_digest"]
        widgets = {"bio": forms.Textarea(attrs={"rows": 3})}

    def clean_handle(self):
        """Return the handle in lower case, or as it was: links to a person must not break."""
        return self.instance.handle if self.instance.pk else self.cleaned_data["handle"].lower()


class NoteForm(forms.ModelForm):
    """Write a note. The website and the API use the same form."""

    class Meta:
        model = Note
        fields = ["text", "image", "image_alt"]
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}


class ReportForm(forms.ModelForm):
    """Say what is wrong with a note."""

    class Meta:
        model = Report
        fields = ["reason", "comment"]


class NewNotesForm(forms.Form):
    """Name the newest note that a page shows."""

    since = forms.IntegerField(required=False, min_value=0)


class FollowAnswerForm(forms.Form):
    """Accept or decline a request to follow."""

    answer = forms.ChoiceField(choices=[("accept", "accept"), ("decline", "decline")])

    def __init__(self, waiting, data):
        super().__init__(data)
        self.fields["follow"] = forms.ModelChoiceField(waiting)
