from core.apps import SiteApp


class LessonsConfig(SiteApp):
    """Exercises about this project, with a grader."""

    name = "lessons"
    home_template = "lessons/_home.html"

    def exercises_in(self, area):
        """Return the exercises of an area, for the pages of the tour."""
        from .track import in_area

        return in_area(area)
