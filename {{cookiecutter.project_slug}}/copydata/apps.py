from core.apps import SiteApp


class CopydataConfig(SiteApp):
    """Copies all rows from one database to another."""

    name = "copydata"
