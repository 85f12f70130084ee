from django.urls import path

from .registry import SHOWN
from .views import IndexView, page

app_name = "tour"
urlpatterns = [
    path("", IndexView.as_view(), name="index"),
    *[path(f"{key}/", page, {"key": key}, name=key) for key in SHOWN],
]
