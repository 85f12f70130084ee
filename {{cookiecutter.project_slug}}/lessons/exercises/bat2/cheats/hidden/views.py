from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.views.generic import UpdateView

from .models import Article


class ArticleUpdateView(LoginRequiredMixin, UpdateView):
    model = Article
    fields = ["title"]
    success_url = "/"
    template_name = "bat2/article_form.html"

    def get(self, request, *args, **kwargs):
        if self.get_object().author != request.user:
            raise PermissionDenied
        return super().get(request, *args, **kwargs)
