from orm2.models import Article


def titles_with_authors():
    articles = Article.objects.select_related("author")
    return [f"{article.title} by {article.author.name}" for article in articles]
