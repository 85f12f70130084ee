from django.db.models import Count
from orm1.models import Author


def busy_authors(minimum):
    """Return (name, number of articles) of authors with at least so many, most first."""
    authors = Author.objects.annotate(number=Count("articles")).filter(number__gte=minimum)
    return list(authors.order_by("-number", "name").values_list("name", "number"))
