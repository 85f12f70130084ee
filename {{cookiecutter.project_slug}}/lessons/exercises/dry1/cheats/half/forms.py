from django import forms

from .models import Article


def limit(name):
    return Article._meta.get_field(name).max_length


class ArticleForm(forms.Form):
    title = forms.CharField(max_length=limit("title"), help_text="At most one line.")
    kind = forms.ChoiceField(choices=[("", "---------"), ("news", "News"), ("guide", "Guide")])
    summary = forms.CharField(
        max_length=limit("summary"), required=False, help_text="For lists.", widget=forms.Textarea
    )

    def save(self):
        return Article.objects.create(**self.cleaned_data)
