from django.apps import AppConfig


class BlogConfig(AppConfig):
    """Posts with tags, covers and comments."""

    name = "blog"
    menu_url = "blog:post_list"
    home_template = "blog/_home.html"
    summary = "Posts with tags, drafts, comments, an archive, feeds and a JSON API."
