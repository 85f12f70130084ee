from django.urls import path

from . import views

app_name = "fw2"
urlpatterns = [
    path("tags/<slug:slug>/", views.tag_detail, name="tag_detail"),
]
