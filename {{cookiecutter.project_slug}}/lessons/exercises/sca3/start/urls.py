from django.urls import include, path

from .views import register

urlpatterns = [
    path("courses/<int:pk>/register/", register),
    path("", include("config.urls")),
]
