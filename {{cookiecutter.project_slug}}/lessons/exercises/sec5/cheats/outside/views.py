from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST


@login_required
def article_list(request):
    """List one's own articles."""
    context = {"articles": request.user.articles.order_by("title")}
    return render(request, "sec5/article_list.html", context)


@login_required
@require_POST
def article_delete(request, pk):
    """Delete one of one's own articles."""
    get_object_or_404(request.user.articles, pk=pk).delete()
    return redirect("article_list")
