from django.views.generic import ListView

from .models import Article


class ArticleListView(ListView):
    """Show ten articles a page, by title."""

    queryset = Article.objects.order_by("title")
    template_name = "fw3/article_list.html"
    context_object_name = "articles"
    paginate_by = 10


article_list = ArticleListView.as_view()
