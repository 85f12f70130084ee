from django.urls import path

from .views import PAGES, IndexView

app_name = "tour"
urlpatterns = [
    path("", IndexView.as_view(), name="index"),
    *[path(f"{page.key}/", page.as_view(), name=page.key) for page in PAGES],
]
