from collections import Counter

from orm1.models import Article


def busy_authors(minimum):
    names = Article.objects.values_list("author__name", flat=True)
    counted = Counter(names)
    return sorted(
        ((name, number) for name, number in counted.items() if number >= minimum),
        key=lambda pair: (-pair[1], pair[0]),
    )
