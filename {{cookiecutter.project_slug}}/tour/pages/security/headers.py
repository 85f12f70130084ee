"""
Grade headers by the rules of the MDN HTTP Observatory, the headers part.

A site starts with 100 points. What is missing costs some; what goes beyond the usual earns a
bonus, as long as 90 are left. The rest of the Observatory looks at cookies, redirects, foreign
scripts, the list of names that browsers know for https, and more closely at nonces and hashes.
https://developer.mozilla.org/en-US/observatory/docs/tests_and_scoring
"""

import re
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SIX_MONTHS = 15_768_000  # seconds
ENOUGH = 90  # points that have to be left for a bonus to count
UNSAFE = {"'unsafe-inline'", "data:"}
BROAD = {"*", "http:", "https:", "ftp:", "http://*", "https://*", "http://*.*", "https://*.*"}
PRIVATE = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
GRADES = {100: "A+", 90: "A", 85: "A-", 80: "B+", 70: "B", 65: "B-", 60: "C+", 50: "C"}
GRADES |= {45: "C-", 40: "D+", 30: "D", 25: "D-", 0: "F"}


def policy(headers):
    """Return the content security policy: directive to its sources."""
    parts = headers.get("Content-Security-Policy", "").split(";")
    return {words[0]: set(words[1:]) for part in parts if (words := part.lower().split())}


def csp(headers):
    """Judge which sources of scripts, styles and pictures the policy allows."""
    found = policy(headers)
    if not found:
        return -25
    default = found.get("default-src", {"*"})
    scripts, styles, objects = (
        found.get(f"{kind}-src", default) for kind in ("script", "style", "object")
    )
    if scripts & (BROAD | UNSAFE) or objects & BROAD:
        return -20
    passive = {"img-src", "media-src"}
    if any(map(insecure, (found[name] for name in found.keys() - passive))):
        return -20
    if "'unsafe-eval'" in scripts | styles or any(map(insecure, found.values())):
        return -10
    if styles & (BROAD | UNSAFE):
        return 0
    return 10 if default == {"'none'"} else 5


def insecure(sources):
    """Return whether something may be loaded without https."""
    return any(source.startswith(("http:", "ftp:")) for source in sources)


def hsts(headers):
    """Judge how long browsers keep to https."""
    age = re.search(r"max-age=(\d+)", headers.get("Strict-Transport-Security", ""))
    if not age:
        return -20
    return 0 if int(age[1]) >= SIX_MONTHS else -10


def frames(headers):
    """Judge whether other sites may show a page in a frame."""
    if policy(headers).get("frame-ancestors", BROAD).isdisjoint(BROAD):
        return 5
    return 0 if headers.get("X-Frame-Options", "").upper() in {"DENY", "SAMEORIGIN"} else -20


def content_type(headers):
    """Judge whether browsers take a file for what it is said to be."""
    return 0 if headers.get("X-Content-Type-Options", "").lower() == "nosniff" else -5


def referrer(headers):
    """Judge what other sites learn about where a visitor comes from."""
    value = headers.get("Referrer-Policy", "")
    last = value.lower().rpartition(",")[2].strip()
    return 5 if last in PRIVATE else -5 if value else 0


def resources(headers):
    """Judge whether other sites may embed a file of this one."""
    value = headers.get("Cross-Origin-Resource-Policy", "").lower()
    return (
        10 if value in {"same-origin", "same-site"} else 0 if value in {"", "cross-origin"} else -5
    )


def unscored(headers):
    """Judge nothing: the Observatory gives no points for it."""
    return 0


RULES = {
    "Content-Security-Policy": (csp, _("Scripts, styles and pictures come from this site alone.")),
    "Strict-Transport-Security": (hsts, _("Browsers return over https only.")),
    "X-Frame-Options": (
        frames,
        _("No other site can show a page in a frame; the policy says so too."),
    ),
    "X-Content-Type-Options": (
        content_type,
        _("Browsers trust the declared type of a file instead of guessing."),
    ),
    "Referrer-Policy": (referrer, _("Other sites do not learn which page a visitor came from.")),
    "Cross-Origin-Resource-Policy": (resources, _("No other site can embed a file of this one.")),
    "Cross-Origin-Opener-Policy": (
        unscored,
        _("A window opened by another site has no access to this one."),
    ),
    "Permissions-Policy": (unscored, _("No page may use camera, microphone, location or payment.")),
}


@dataclass(frozen=True)
class Header:
    """A header of an answer, what it is for, and its points."""

    name: str
    why: Promise
    value: str
    points: int

    @property
    def good(self):
        """Return whether it is there, and costs nothing."""
        return bool(self.value) and self.points >= 0

    @property
    def cost(self):
        """Return the points that it costs, as a positive number."""
        return max(-self.points, 0)


@dataclass(frozen=True)
class Report:
    """The headers of an answer as they were judged, and what their points add up to."""

    headers: list[Header]

    @property
    def lost(self):
        """Return the points that are taken off, as a positive number."""
        return sum(header.cost for header in self.headers)

    @property
    def bonus(self):
        """Return the points for doing more than usual, whether they count or not."""
        return sum(header.points for header in self.headers if header.points > 0)

    @property
    def bonus_counts(self):
        """Return whether enough points are left for the bonus to be added."""
        return 100 - self.lost >= ENOUGH

    @property
    def points(self):
        """Return the sum."""
        return max(100 - self.lost + (self.bonus if self.bonus_counts else 0), 0)

    @property
    def letter(self):
        """Return the grade."""
        return next(GRADES[least] for least in GRADES if self.points >= least)


def judged(headers):
    """Return a Report with a Header for each rule."""
    return Report(
        [
            Header(name, why, headers.get(name, ""), rule(headers))
            for name, (rule, why) in RULES.items()
        ]
    )


def grade(headers):
    """Return letter and points of an answer with these headers."""
    report = judged(headers)
    return report.letter, report.points
