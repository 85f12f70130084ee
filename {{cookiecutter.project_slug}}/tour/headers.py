"""
Grade headers by the rules of the MDN HTTP Observatory, the headers part.

A site begins with 100 points. What is missing costs some; what is more than usual earns some, as
long as 90 are left. The rest of the Observatory looks at cookies, redirects, foreign scripts and
the list of names that browsers know for https, and a policy with nonces or hashes more closely.
https://developer.mozilla.org/en-US/observatory/docs/tests_and_scoring
"""

import re
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SIX_MONTHS = 15_768_000  # seconds
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
    "Strict-Transport-Security": (hsts, _("Browsers come back by https only.")),
    "X-Frame-Options": (
        frames,
        _("No other site shows a page in a frame; the policy says so too."),
    ),
    "X-Content-Type-Options": (
        content_type,
        _("A file is what it is said to be, and not guessed."),
    ),
    "Referrer-Policy": (referrer, _("Other sites do not learn which page a visitor comes from.")),
    "Cross-Origin-Resource-Policy": (resources, _("No other site embeds a file of this one.")),
    "Cross-Origin-Opener-Policy": (
        unscored,
        _("A window that another site opened has no hold on it."),
    ),
    "Permissions-Policy": (unscored, _("No page uses camera, microphone, place or payment.")),
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


def judged(headers):
    """Return a Header for each rule."""
    return [
        Header(name, why, headers.get(name, ""), rule(headers))
        for name, (rule, why) in RULES.items()
    ]


def grade(headers):
    """Return letter and points of an answer with these headers."""
    points = [header.points for header in judged(headers)]
    score = 100 + sum(number for number in points if number < 0)
    if score >= 90:
        score += sum(number for number in points if number > 0)
    return next(GRADES[least] for least in GRADES if max(score, 0) >= least), max(score, 0)
