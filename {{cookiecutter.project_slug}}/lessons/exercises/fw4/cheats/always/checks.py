from django.core.checks import Error, register


@register()
def articles_per_page_check(app_configs, **kwargs):
    return [Error("ARTICLES_PER_PAGE is wrong.", hint="Mend it.", id="fw4.E001")]
