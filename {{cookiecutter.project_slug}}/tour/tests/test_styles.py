"""The style sheet that all pages of the tour share."""

import re
from pathlib import Path

import pytest

SHEET = Path(__file__).parents[1] / "static/tour/tour.css"
HEADINGS = [
    "Framework",
    "Rapid development",
    "Batteries",
    "ORM",
    "Community",
    "Security",
    "Scalability",
    "Transfer",
    "Versatility",
]


def sections(sheet):
    """Return the style sheet in parts: what all pages share as "", then a part for each page."""
    pattern = rf"/\* ({'|'.join(HEADINGS)})\b[^*]*\*/"
    first, *rest = re.split(pattern, sheet)
    return {"": first} | dict(zip(rest[::2], rest[1::2], strict=True))


def defined(css):
    """Return the classes with which the selectors of a part begin."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"@[^{]+\{", "", css)
    css = re.sub(r":(has|not|is|where)\([^)]*\)", "", css)
    selectors = re.findall(r"(?:^|[{}])\s*([^{}]+?)\s*\{", css)
    parts = [part.split()[0] for each in selectors for part in each.split(",") if part.split()]
    return {name for part in parts for name in re.findall(r"^\.([\w-]+)", part)}


def twice(sheet):
    """Return the classes that two pages define; those that all pages share are theirs to use."""
    shared, *pages = map(defined, sections(sheet).values())
    return {
        name
        for at, page in enumerate(pages)
        for other in pages[at + 1 :]
        for name in page & other - shared
    }


def test_every_page_has_a_heading():
    assert list(sections(SHEET.read_text(encoding="utf-8"))) == ["", *HEADINGS]


def test_no_class_is_defined_under_the_headings_of_two_pages():
    assert not twice(SHEET.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("second", "found"),
    [
        (".ways {}", {"ways"}),
        ("@media (width < 9rem) { p {} .x, .ways th:is(.y, .z) {} }", {"ways"}),
        (".others .ways {}", set()),
        (".card {}", set()),
    ],
)
def test_class_of_two_pages_is_found(second, found):
    sheet = f".card {{}} /* ORM */ .card p {{}} .ways td {{}} /* Transfer: x. */ {second}"

    assert twice(sheet) == found
