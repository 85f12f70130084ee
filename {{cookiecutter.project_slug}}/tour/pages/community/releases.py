"""The feature releases of Django, from their release notes and its download page."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Release:
    """A feature release of Django; `until` is when its security fixes end, if they have not."""

    version: str
    day: date
    until: date | None = None
    is_long: bool = False

    @property
    def docs(self):
        """Return the page of its release notes."""
        return f"releases/{self.version}/"

    @property
    def major(self):
        """Return the number before the dot."""
        return self.version.partition(".")[0]

    @property
    def is_supported(self):
        """Return whether it gets security fixes today."""
        return self.until is not None and date.today() <= self.until


RELEASES = [
    Release("1.0", date(2008, 9, 3)),
    Release("1.1", date(2009, 7, 29)),
    Release("1.2", date(2010, 5, 17)),
    Release("1.3", date(2011, 3, 23)),
    Release("1.4", date(2012, 3, 23), is_long=True),
    Release("1.5", date(2013, 2, 26)),
    Release("1.6", date(2013, 11, 6)),
    Release("1.7", date(2014, 9, 2)),
    Release("1.8", date(2015, 4, 1), is_long=True),
    Release("1.9", date(2015, 12, 1)),
    Release("1.10", date(2016, 8, 1)),
    Release("1.11", date(2017, 4, 4), is_long=True),
    Release("2.0", date(2017, 12, 2)),
    Release("2.1", date(2018, 8, 1)),
    Release("2.2", date(2019, 4, 1), is_long=True),
    Release("3.0", date(2019, 12, 2)),
    Release("3.1", date(2020, 8, 4)),
    Release("3.2", date(2021, 4, 6), is_long=True),
    Release("4.0", date(2021, 12, 7)),
    Release("4.1", date(2022, 8, 3)),
    Release("4.2", date(2023, 4, 3), is_long=True),
    Release("5.0", date(2023, 12, 4)),
    Release("5.1", date(2024, 8, 7)),
    Release("5.2", date(2025, 4, 2), date(2028, 4, 30), is_long=True),
    Release("6.0", date(2025, 12, 3), date(2027, 4, 30)),
    Release("6.1", date(2026, 8, 5), date(2027, 12, 31)),
]
