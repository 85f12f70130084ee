"""The grade of headers, by the rules of the MDN HTTP Observatory."""

import json

import pytest

from tour.pages.security.headers import (
    SIX_MONTHS,
    csp,
    frames,
    grade,
    hsts,
    judged,
    referrer,
    resources,
)

POLICY = {"Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'"}

pytestmark = pytest.mark.django_db


BEST = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=()",
    "Referrer-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains; preload",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def test_headers_of_production_get_a_good_grade(client, record_property):
    headers = dict(client.get("/", secure=True).headers)
    record_property("headers", json.dumps(headers))  # for the page about security

    assert grade(headers)[0] in {"A+", "A", "A-", "B+", "B"}


def test_best_headers_get_the_best_grade():
    assert grade(BEST) == ("A+", 130)
    assert all(header.good for header in judged(BEST).headers)


@pytest.mark.parametrize(
    ("missing", "expected"),
    [
        ("Content-Security-Policy", ("B", 75)),
        ("Strict-Transport-Security", ("B+", 80)),
        ("X-Content-Type-Options", ("A+", 125)),
        ("X-Frame-Options", ("A+", 130)),  # The policy says it, too.
        ("Referrer-Policy", ("A+", 125)),
        ("Cross-Origin-Resource-Policy", ("A+", 120)),
    ],
)
def test_header_that_is_missing_costs_its_points(missing, expected):
    headers = BEST.copy()
    del headers[missing]

    assert grade(headers) == expected
    assert [header.name for header in judged(headers).headers if not header.good] == [missing]


def test_points_of_a_report_add_up_and_a_bonus_counts_from_90_on():
    few = judged(POLICY)
    many = judged({"Strict-Transport-Security": f"max-age={SIX_MONTHS}"} | POLICY)

    assert (few.lost, few.bonus, few.bonus_counts, few.points) == (25, 15, False, 75)
    assert (many.lost, many.bonus, many.bonus_counts, many.points) == (5, 15, True, 110)


def test_answer_without_any_header_has_a_bad_grade():
    assert grade({}) == ("D", 30)


@pytest.mark.parametrize(
    ("policy", "points"),
    [
        ("default-src 'none'; script-src 'self'", 10),
        ("default-src 'self'", 5),
        ("default-src 'none'; style-src 'unsafe-inline'", 0),
        ("default-src 'none'; img-src http://example.com", -10),
        ("default-src 'none'; script-src 'unsafe-eval'", -10),
        ("default-src 'none'; script-src 'unsafe-inline'", -20),
        ("default-src 'none'; script-src http://example.com", -20),
        ("default-src 'none'; script-src https:", -20),
        ("script-src 'self'", -20),  # objects from everywhere
        ("", -25),
    ],
)
def test_policy_is_judged_by_its_weakest_source(policy, points):
    assert csp({"Content-Security-Policy": policy}) == points


@pytest.mark.parametrize(
    ("judge", "name", "value", "points"),
    [
        (hsts, "Strict-Transport-Security", "max-age=15768000", 0),
        (hsts, "Strict-Transport-Security", "max-age=3600", -10),
        (frames, "Content-Security-Policy", "frame-ancestors 'none'", 5),
        (frames, "Content-Security-Policy", "frame-ancestors *", -20),
        (frames, "X-Frame-Options", "SAMEORIGIN", 0),
        (referrer, "Referrer-Policy", "no-referrer, strict-origin", 5),
        (referrer, "Referrer-Policy", "unsafe-url", -5),
        (resources, "Cross-Origin-Resource-Policy", "same-site", 10),
        (resources, "Cross-Origin-Resource-Policy", "cross-origin", 0),
        (resources, "Cross-Origin-Resource-Policy", "everybody", -5),
    ],
)
def test_value_decides_the_points(judge, name, value, points):
    assert judge({name: value}) == points
