from django import forms

from .models import Article


class ArticleForm(forms.ModelForm):
    """Change an article."""

    class Meta:
        model = Article
        fields = ["title", "text"]
