from django.urls import include, path

urlpatterns = [path("", include("fw2.urls")), path("", include("config.urls"))]
