from django import forms

from .models import Article


class ArticleForm(forms.ModelForm):
    """Write an article."""

    class Meta:
        model = Article
        fields = ["title", "kind", "summary"]
