from django.urls import include, path

from . import views

urlpatterns = [
    path("articles/", views.article_list, name="article_list"),
    path("articles/<int:pk>/delete/", views.article_delete, name="article_delete"),
    path("", include("config.urls")),
]
