from django.urls import include, path
from django.views.generic import TemplateView

urlpatterns = [
    path("page/", TemplateView.as_view(template_name="sec6/page.html")),
    path("", include("config.urls")),
]
