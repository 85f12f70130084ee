from core.apps import SiteApp


class MaterialConfig(SiteApp):
    name = "search.tests.material"
    label = "searched"
