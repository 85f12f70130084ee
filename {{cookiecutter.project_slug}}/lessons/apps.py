from core.apps import SiteApp


class LessonsConfig(SiteApp):
    """Exercises about this project, with a grader."""

    name = "lessons"
    home_template = "lessons/_home.html"
