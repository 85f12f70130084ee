from django.urls import path

from .views import hello

urlpatterns = [path("hello/", hello)]
handler404 = "job1.views.not_found"
