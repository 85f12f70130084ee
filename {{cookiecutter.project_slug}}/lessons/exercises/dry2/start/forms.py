from django import forms

from .models import Article

ArticleForm = forms.modelform_factory(Article, exclude=[])
