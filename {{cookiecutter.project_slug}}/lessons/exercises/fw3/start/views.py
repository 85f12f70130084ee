from django.shortcuts import render

from .models import Article

PAGE_SIZE = 10


# TODO: replace this function by a ListView, and keep its name for what as_view() returns.
def article_list(request):
    """Show ten articles a page, by title."""
    articles = Article.objects.order_by("title")
    count = articles.count()
    pages = (count + PAGE_SIZE - 1) // PAGE_SIZE or 1
    try:
        number = int(request.GET.get("page", "1"))
    except ValueError:
        number = 1
    if number < 1:
        number = 1
    if number > pages:
        number = pages
    start = (number - 1) * PAGE_SIZE
    context = {
        "articles": articles[start : start + PAGE_SIZE],
        "page_obj": {"number": number, "has_next": number < pages},
    }
    return render(request, "fw3/article_list.html", context)
