"""The JSON API: one router an app, described at /api/docs."""

from django.conf import settings

from accounts.api import authenticated
from blog.api import router as blog_router
from core.api import ProblemAPI

api = ProblemAPI(
    title=settings.SITE_NAME,
    description=settings.SITE_DESCRIPTION,
    auth=authenticated,
    urls_namespace="api",
)
api.add_router("/posts", blog_router)
