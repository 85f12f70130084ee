from django.urls import include, path

from .views import ArticleUpdateView

urlpatterns = [
    path("articles/<int:pk>/edit/", ArticleUpdateView.as_view()),
    path("", include("config.urls")),
]
