"""The releases of Django on a line, with what this site uses of each above it."""

from dataclasses import dataclass
from datetime import date

from tour.sources import Place, first_places

from .novelties import NOVELTIES, Novelty
from .releases import RELEASES, Release

WIDTH, LEFT, BASE, STEP = 960, 24, 92, 15  # of the chart, in units of its own
FIRST, LAST = date(2008, 1, 1), date(2027, 1, 1)


@dataclass(frozen=True)
class Stop:
    """A release, and what this site uses of it: a list of (Novelty, Place)."""

    release: Release
    used: list[tuple[Novelty, Place]]

    @property
    def x(self):
        """Return where the release stands in the chart."""
        return at(self.release.day)

    @property
    def dots(self):
        """Return a dot for each use, as (height, words), one above the other."""
        return [(BASE - 14 - STEP * n, novelty.words) for n, (novelty, _) in enumerate(self.used)]


def timeline():
    """Return a Stop for each release, oldest first."""
    places = first_places({novelty.mark for novelty in NOVELTIES})
    used = [(novelty, places[novelty.mark]) for novelty in NOVELTIES if novelty.mark in places]
    return [
        Stop(release, [use for use in used if use[0].version == release.version])
        for release in RELEASES
    ]


def at(day):
    """Return where a day stands in the chart, from left to right."""
    return LEFT + round((WIDTH - 2 * LEFT) * ((day - FIRST) / (LAST - FIRST)))


def years():
    """Return the years below the chart, as (place, year)."""
    return [(at(date(year, 1, 1)), year) for year in range(FIRST.year, LAST.year + 1)]
