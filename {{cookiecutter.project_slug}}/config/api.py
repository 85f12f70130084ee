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
api.add_router("/posts", "blog.api.router")
api.add_router("/shop", "shop.api.router")
api.add_router("/social", "social.api.router")
