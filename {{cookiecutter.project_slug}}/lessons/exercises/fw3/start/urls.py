from django.urls import include, path

from . import views

urlpatterns = [path("articles/", views.article_list), path("", include("config.urls"))]
