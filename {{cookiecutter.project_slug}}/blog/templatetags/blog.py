"""Parts of pages that show posts and are not pages of the blog."""

from django import template

from blog.models import Post, Tag

register = template.Library()


@register.simple_tag
def latest_posts(number):
    """Return the newest published posts. Two queries."""
    return Post.objects.published().with_author_and_tags().with_comment_count()[:number]


@register.simple_tag
def used_tags(number):
    """Return the most used tags. One query."""
    return Tag.objects.in_use()[:number]


@register.simple_tag
def archive_months(number):
    """Return the first day of each month with a published post, newest first. One query."""
    return Post.objects.published().dates("day", "month", order="DESC")[:number]
