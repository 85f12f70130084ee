from core.apps import SiteApp


class MaterialConfig(SiteApp):
    name = "search.tests.material"
    label = "searched"
    search_fields = {
        "Longer": ["title", "body"],
        "Renamed": ["heading", "body"],
        "Swapped": ["title", "subtitle"],
        "Moved": ["title", "body"],
        "Listed": ["title", "body"],
        "Added": ["title"],
        "Untouched": ["title", "body"],
    }
