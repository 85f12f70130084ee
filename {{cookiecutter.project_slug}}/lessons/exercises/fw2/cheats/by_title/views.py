from django.shortcuts import get_object_or_404, render

from .models import Tag


def tag_detail(request, slug):
    """Show a tag with its articles, newest first."""
    tag = get_object_or_404(Tag, slug=slug)
    articles = tag.articles.order_by("title")
    return render(request, "fw2/tag_detail.html", {"tag": tag, "articles": articles})
