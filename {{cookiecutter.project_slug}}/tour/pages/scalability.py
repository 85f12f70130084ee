from django.utils.translation import gettext_lazy as _

from .base import TourPage


class ScalabilityPage(TourPage):
    """This process, and what many of them share."""

    key = "scalability"
    claim = _(
        "The same code runs on a laptop and on many machines: the environment makes the difference."
    )
    main = "config/environment.py::Environment"
