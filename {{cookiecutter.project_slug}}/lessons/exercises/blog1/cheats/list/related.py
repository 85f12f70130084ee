from blog.models import Post


def related_posts(post):
    """Return the other published posts that share a tag with this one, newest first."""
    found = []
    for other in Post.objects.published():
        if other != post and set(other.tags.all()) & set(post.tags.all()):
            found.append(other)
    return found
