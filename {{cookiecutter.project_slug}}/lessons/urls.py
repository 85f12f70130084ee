from django.urls import path

from .views import ExerciseView, TrackView

app_name = "learn"
urlpatterns = [
    path("", TrackView.as_view(), name="track"),
    path("<slug:name>/", ExerciseView.as_view(), name="exercise"),
]
