"""Pages and files that browsers and robots look for at the top of a site."""

from datetime import timedelta

from django.urls import include, path
from django.utils import timezone
from django.views.generic import TemplateView

from core.page_cache import cached_for_visitors as cached

from . import views

robots_txt = TemplateView.as_view(template_name="robots.txt", content_type="text/plain")
security_txt = TemplateView.as_view(
    template_name="security.txt",
    content_type="text/plain",
    extra_context={"expires_at": lambda: timezone.now() + timedelta(days=180)},
)
web_manifest = TemplateView.as_view(
    template_name="site.webmanifest", content_type="application/manifest+json"
)

urlpatterns = [
    path("", cached(TemplateView.as_view(template_name="core/home.html")), name="home"),
    path(".well-known/security.txt", security_txt, name="security_txt"),
    path("language/", views.LanguageView.as_view(), name="language"),
    path("language/", include("django.conf.urls.i18n")),
    path("favicon.ico", views.favicon, name="favicon"),
    path("robots.txt", robots_txt, name="robots_txt"),
    path("site.webmanifest", web_manifest, name="web_manifest"),
]
