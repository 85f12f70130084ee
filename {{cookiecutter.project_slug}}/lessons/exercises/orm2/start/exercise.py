from orm2.models import Article


def titles_with_authors():
    """Return "title by author" for all articles, in the order of their titles."""
    # TODO: let this need two queries at most.
    articles = Article.objects.order_by("title")
    return [f"{article.title} by {article.author.name}" for article in articles]
