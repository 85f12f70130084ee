from django import forms

from .models import Article


# TODO: let the form follow from the model, and delete what then stands here twice.
class ArticleForm(forms.Form):
    """Write an article."""

    title = forms.CharField(max_length=80, help_text="At most one line.")
    kind = forms.ChoiceField(choices=[("", "---------"), ("news", "News"), ("guide", "Guide")])
    summary = forms.CharField(
        max_length=300, required=False, help_text="For lists.", widget=forms.Textarea
    )

    def clean_title(self):
        """Refuse a title in capital letters alone."""
        title = self.cleaned_data["title"]
        if title.isupper():
            raise forms.ValidationError("Do not shout.")
        return title

    def save(self):
        """Save the article, and return it."""
        return Article.objects.create(**self.cleaned_data)
