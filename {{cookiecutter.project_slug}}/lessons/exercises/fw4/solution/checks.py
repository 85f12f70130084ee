from django.conf import settings
from django.core.checks import Error, register


@register()
def articles_per_page_check(app_configs, **kwargs):
    """Find a number of articles on a page that is no whole number from 1 to 100."""
    value = settings.ARTICLES_PER_PAGE
    if type(value) is int and 1 <= value <= 100:
        return []
    return [
        Error(
            f"ARTICLES_PER_PAGE is {value!r}, which is no number of articles.",
            hint="Set it to a whole number from 1 to 100.",
            id="fw4.E001",
        )
    ]
