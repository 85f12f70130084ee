from django.apps import AppConfig


class LessonsConfig(AppConfig):
    """Exercises about this project, with a grader."""

    name = "lessons"
    home_template = "lessons/_home.html"
