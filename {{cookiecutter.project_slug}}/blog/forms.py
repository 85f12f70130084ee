from typing import Any

from django import forms
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.fields import TidyFormField
from core.forms import VersionedForm

from .models import Comment, Post, Tag


class PostForm(VersionedForm):
    """Write a post. The website and the API use the same form, so both check the same things."""

    tags = TidyFormField(label=_("Tags"), required=False, help_text=_("Separated by commas."))
    publish = forms.BooleanField(required=False, widget=forms.HiddenInput)

    field_order = ["title", "summary", "body", "tags"]

    class Meta:
        model = Post
        fields = ["title", "summary", "body", "cover", "cover_alt", "slug", "published_at"]
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 2}),
            "body": forms.Textarea(attrs={"rows": 18}),
            "published_at": forms.DateTimeInput(
                attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"
            ),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.keep_untouched_date()
        if self.instance.pk:
            self.initial["tags"] = ", ".join(tag.name for tag in self.instance.tags.all())

    def keep_untouched_date(self):
        """Keep seconds, and hours that occur twice, where the date was sent as it was shown."""
        old = self.instance.published_at
        shown = old and timezone.localtime(old).strftime("%Y-%m-%dT%H:%M")
        if self.is_bound and shown and self.data.get("published_at") == shown:
            data: Any = self.data
            self.data = data = data.copy()
            data["published_at"] = old

    def clean_tags(self):
        """Return the names as a list, each once."""
        names = [name.strip() for name in self.cleaned_data["tags"].split(",")]
        names = list({name.casefold(): name for name in names if name}.values())
        if len(names) > 20:
            raise forms.ValidationError(
                _("These are %(number)s tags. Type at most 20.") % {"number": len(names)}
            )
        for name in names:
            if len(name) > Tag.MAX_LENGTH:
                raise forms.ValidationError(
                    _("“%(name)s” has %(length)s characters. Type at most %(limit)s.")
                    % {"name": name, "length": len(name), "limit": Tag.MAX_LENGTH}
                )
            Tag._meta.get_field("name").run_validators(name)
        return names

    def clean(self):
        """Publish now, if the button said so and the post is not published yet."""
        super().clean()
        published_at = self.cleaned_data.get("published_at")
        is_published = published_at and published_at <= timezone.now()
        if self.cleaned_data.get("publish") and not is_published:
            self.cleaned_data["published_at"] = timezone.now()

    @transaction.atomic
    def save(self, commit=True):
        """Save the post together with its tags, or neither."""
        return super().save(commit)

    def _save_m2m(self):
        super()._save_m2m()  # type: ignore[misc]  # the stubs leave it out
        self.instance.tags.set(Tag.objects.named(self.cleaned_data["tags"]))


class CommentForm(forms.ModelForm):
    """Write a comment."""

    class Meta:
        model = Comment
        fields = ["body"]
        widgets = {"body": forms.Textarea(attrs={"rows": 4})}
