from django.contrib.auth.mixins import LoginRequiredMixin, UserPassesTestMixin
from django.views.generic import UpdateView

from .models import Article


class ArticleUpdateView(LoginRequiredMixin, UserPassesTestMixin, UpdateView):
    """Change the title of an article, as its author."""

    model = Article
    fields = ["title"]
    success_url = "/"
    template_name = "bat2/article_form.html"

    def test_func(self):
        """Return whether the article is the user's own."""
        return self.request.user.is_staff or self.get_object().author == self.request.user
