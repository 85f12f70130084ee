from django import forms
from django.db import transaction
from django.utils import timezone

from .models import Comment, Post, Tag


class PostForm(forms.ModelForm):
    """Write a post. The website and the API use the same form, so both check the same things."""

    tags = forms.CharField(required=False, help_text="Separated by commas.")
    publish = forms.BooleanField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Post
        fields = ["title", "summary", "body", "tags", "cover", "cover_alt", "slug", "published_at"]
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 2}),
            "body": forms.Textarea(attrs={"rows": 18}),
            "published_at": forms.DateTimeInput(
                attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"
            ),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["tags"] = ", ".join(tag.name for tag in self.instance.tags.all())

    def clean_tags(self):
        """Return the names as a list, each once."""
        names = [name.strip() for name in self.cleaned_data["tags"].split(",")]
        names = list({name.casefold(): name for name in names if name}.values())
        limit = Tag.MAX_LENGTH
        for name in names:
            if len(name) > limit:
                raise forms.ValidationError(f"“{name}” has more than {limit} characters.")
        return names

    def clean(self):
        """Publish now, if the button said so and no date was given."""
        super().clean()
        if self.cleaned_data.get("publish") and not self.cleaned_data.get("published_at"):
            self.cleaned_data["published_at"] = timezone.now()

    @transaction.atomic
    def save(self, commit=True):
        """Save the post together with its tags."""
        names = self.cleaned_data.pop("tags")
        post = super().save(commit)
        post.tags.set(Tag.objects.named(names))
        return post


class CommentForm(forms.ModelForm):
    """Write a comment."""

    class Meta:
        model = Comment
        fields = ["body"]
        widgets = {"body": forms.Textarea(attrs={"rows": 4})}
