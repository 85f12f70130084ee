from django.http import HttpResponse

from .models import Tag


def tag_detail(request, slug):
    tag = Tag.objects.filter(slug=slug).first() or Tag(name=slug)
    titles = [article.title for article in tag.articles.order_by("-pk")] if tag.pk else []
    return HttpResponse(f"<h1>{tag.name}</h1>" + "".join(f"<li>{title}</li>" for title in titles))
