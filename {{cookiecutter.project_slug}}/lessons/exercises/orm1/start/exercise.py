from orm1.models import Author


def busy_authors(minimum):
    """Return (name, number of articles) of authors with at least so many, most first."""
    # TODO: let the database count, in one query.
    found = []
    for author in Author.objects.all():
        number = len(author.articles.all())
        if number >= minimum:
            found.append((author.name, number))
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))
