from django.urls import path

from . import views

app_name = "dry4"
urlpatterns = [
    path("", views.page, name="contents"),
    path("chapters/<int:number>/", views.page, name="chapter"),
    path("about/imprint/", views.page, name="imprint"),
]
