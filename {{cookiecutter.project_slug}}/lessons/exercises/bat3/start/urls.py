from django.contrib.sitemaps.views import sitemap
from django.urls import include, path

from .feeds import ArticleSitemap, LatestFeed

urlpatterns = [
    path("articles/feed/", LatestFeed()),
    path("articles/sitemap.xml", sitemap, {"sitemaps": {"articles": ArticleSitemap}}),
    path("", include("config.urls")),
]
