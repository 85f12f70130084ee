from django.http import Http404
from django.shortcuts import render
from django.views.generic import ListView

from .models import Article


class ArticleListView(ListView):
    def get(self, request):
        articles = Article.objects.order_by("title")
        pages = (articles.count() + 9) // 10 or 1
        page = request.GET.get("page", "1")
        number = pages if page == "last" else int(page) if page.isdigit() else 0
        if not 1 <= number <= pages:
            raise Http404
        context = {
            "articles": articles[(number - 1) * 10 : number * 10],
            "page_obj": {"number": number, "has_next": number < pages},
        }
        return render(request, "fw3/article_list.html", context)


article_list = ArticleListView.as_view()
