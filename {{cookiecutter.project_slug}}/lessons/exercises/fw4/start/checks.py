def articles_per_page_check(app_configs, **kwargs):
    """Find a number of articles on a page that is no whole number from 1 to 100."""
    # TODO: return one Error with the id fw4.E001 and a hint where it is wrong, and register this.
    return []
