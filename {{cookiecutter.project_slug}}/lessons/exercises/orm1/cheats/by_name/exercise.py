from django.db.models import Count
from orm1.models import Author


def busy_authors(minimum):
    authors = Author.objects.values("name").annotate(number=Count("articles"))
    found = authors.filter(number__gte=minimum).order_by("-number", "name")
    return list(found.values_list("name", "number"))
