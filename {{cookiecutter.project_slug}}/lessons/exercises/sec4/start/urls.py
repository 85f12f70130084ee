from django.urls import include, path

from . import views

urlpatterns = [
    path("articles/<int:pk>/edit/", views.article_edit),
    path("", include("config.urls")),
]
