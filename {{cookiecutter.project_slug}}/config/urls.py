"""The address of every page: one line an app, details in the app's own urls.py."""

from django.conf import settings
from django.conf.urls.static import static
from django.contrib import admin
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path

from config.api import api
from core.page_cache import cached_for_visitors
from core.sitemaps import all_sitemaps

handler400 = "core.errors.bad_request"
handler500 = "core.errors.server_error"
handler429 = "core.errors.too_many_requests"  # allauth asks for this one

urlpatterns = [
    path("", include("core.urls")),
    path("accounts/", include("accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path(settings.ADMIN_PATH, admin.site.urls),
    path("api/", api.urls),
    path("blog/", include("blog.urls")),
    path("shop/", include("shop.urls")),
    path("social/", include("social.urls")),
    path("learn/", include("lessons.urls")),
    path("tour/", include("tour.urls")),
    path("sitemap.xml", cached_for_visitors(sitemap), {"sitemaps": all_sitemaps()}, name="sitemap"),
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
]

if settings.DEV_TOOLS:
    urlpatterns.append(path("__debug__/", include("debug_toolbar.urls")))
    urlpatterns.append(path("__reload__/", include("django_browser_reload.urls")))
