from core.apps import SiteApp


class ScalingConfig(SiteApp):
    """Several machines: replicas, a cache that may fail, servers that stop without an error."""

    name = "scaling"
