from django import forms

from .models import Article


class ArticleForm(forms.Form):
    title = Article._meta.get_field("title").formfield()
    kind = Article._meta.get_field("kind").formfield()
    summary = Article._meta.get_field("summary").formfield()

    def save(self):
        return Article.objects.create(**self.cleaned_data)
