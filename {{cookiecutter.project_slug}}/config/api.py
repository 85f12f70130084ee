"""The JSON API: one router an app, described at /api/docs."""

from django.conf import settings

from accounts.api import authenticated
from core.api import ProblemAPI

api = ProblemAPI(
    title=settings.SITE_NAME,
    description=settings.SITE_DESCRIPTION,
    auth=authenticated,
    urls_namespace="api",
)
#: if cookiecutter.starter in ["all", "blog"]
api.add_router("/posts", "blog.api.router")
#: endif
#: if cookiecutter.starter in ["all", "shop"]
api.add_router("/shop", "shop.api.router")
#: endif
#: if cookiecutter.starter in ["all", "social"]
api.add_router("/social", "social.api.router")
#: endif
