"""Parts of pages that show posts and are not pages of the blog."""

from django import template
from django.conf import settings

from blog.models import Post, Tag

register = template.Library()


@register.simple_tag
def has_comments():
    """Return whether posts have comments."""
    return settings.BLOG_COMMENTS


@register.simple_tag
def latest_posts(number):
    """Return the newest published posts. Two queries."""
    return Post.objects.published().with_author_and_tags().with_comment_count()[:number]


@register.simple_tag
def used_tags(number):
    """Return tags of published posts, by name. One query."""
    return Tag.objects.in_use()[:number]


@register.simple_tag
def archive_years():
    """Return the years from that of the newest post to that of the first one. Two queries."""
    days = Post.objects.published().values_list("day", flat=True)
    newest, oldest = days.first(), days.last()
    return range(newest.year, oldest.year - 1, -1) if newest else []
