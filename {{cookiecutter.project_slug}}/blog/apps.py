from django.utils.translation import gettext_lazy as _

from core.apps import SiteApp


class BlogConfig(SiteApp):
    """Posts with tags, covers and comments."""

    name = "blog"
    verbose_name = _("Blog")
    menu_url = "blog:post_list"
    home_template = "blog/_home.html"
    sitemaps = {"posts": "blog.sitemaps.PostSitemap"}
    demo = "blog.demo"
    search_fields = {"Post": ["title", "summary", "body"]}
    personal_fields = {
        "Post": [
            *["title", "slug", "summary", "body", "cover", "cover_alt"],
            *["tags__name", "published_at", "created_at", "updated_at"],
        ],
        "Comment": ["post__title", "body", "state", "created_at"],
    }
    summary = _("Posts with tags, drafts, comments, an archive, feeds and a JSON API.")
