from django.utils import timezone

from blog.models import Post

NOW = timezone.now()


def related_posts(post):
    """Return the other published posts that share a tag with this one, newest first."""
    others = Post.objects.filter(published_at__lte=NOW).exclude(pk=post.pk)
    return others.filter(tags__in=post.tags.all()).distinct().order_by("-published_at", "-pk")
