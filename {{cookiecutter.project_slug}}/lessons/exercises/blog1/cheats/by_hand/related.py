from blog.models import Post


def related_posts(post):
    """Return the other published posts that share a tag with this one, newest first."""
    others = Post.objects.exclude(published_at=None).exclude(pk=post.pk)
    return others.filter(tags__in=post.tags.all()).distinct().order_by("-published_at")
