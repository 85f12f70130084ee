"""What comes with Django, one module for each group, and what each of it is told with."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise


@dataclass(frozen=True, kw_only=True, eq=False)
class Battery:
    """
    Something that comes with Django.

    `modules` are the modules of Django that it consists of, `docs` is its page in the manual,
    `see` a URL name of this site or what finds its address, and `elsewhere` what to choose where
    it does not come along.
    """

    name: Promise
    what: Promise
    modules: tuple[str, ...]
    docs: str
    elsewhere: Promise
    see: str | Callable[[], str] = ""

    @property
    def url(self):
        """Return where to open it here, or an empty text where there is no such page."""
        if callable(self.see):
            return self.see()
        try:
            return reverse(self.see) if self.see else ""
        except NoReverseMatch:
            return ""
