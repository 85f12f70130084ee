from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BlogConfig(AppConfig):
    """Posts with tags, covers and comments."""

    name = "blog"
    verbose_name = _("Blog")
    menu_url = "blog:post_list"
    home_template = "blog/_home.html"
    summary = _("Posts with tags, drafts, comments, an archive, feeds and a JSON API.")
