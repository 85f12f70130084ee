from blog.models import Post


def related_posts(post):
    """Return the other published posts that share a tag with this one, newest first."""
    # TODO: no drafts, no posts of the future, not the post itself, and each once.
    return Post.objects.filter(tags__in=post.tags.all())
