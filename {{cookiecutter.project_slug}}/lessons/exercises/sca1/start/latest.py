from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from .models import Article, Author

KEY = "latest articles"


def latest_articles():
    """Return (title, name of the author) of the five newest articles."""
    # TODO: keep the answer in the cache, and let forget() delete it after the commit.
    articles = Article.objects.order_by("-pk")
    return list(articles.values_list("title", "author__name")[:5])


@receiver([post_save, post_delete], sender=Article)
@receiver(post_save, sender=Author)
def forget(sender, **kwargs):
    """Delete the answer from the cache, once others can see what has changed."""
