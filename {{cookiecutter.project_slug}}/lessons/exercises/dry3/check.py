import re
from pathlib import Path
from types import SimpleNamespace

import dry3
import pytest
from django.template import TemplateDoesNotExist, engines
from django.template.loader import render_to_string

PAGE = Path(dry3.__file__).parent / "templates" / "dry3" / "page.html"


@pytest.fixture
def articles(word):
    return [
        SimpleNamespace(title=f"Title {number} {word}", summary=f"<b>Summary</b> {number}")
        for number in range(6)
    ]


def card(article):
    summary = article.summary.replace("<", "&lt;").replace(">", "&gt;")
    return f'<article class="card"><h3>{article.title}</h3><p>{summary}</p></article>'


def check_the_markup_stands_there_once():
    times = PAGE.read_text(encoding="utf-8").count('class="card"')

    assert times == 1, f"The markup of the card stands there {times} times: write it once."


def check_all_cards_change_with_the_partial(articles, word):
    source = PAGE.read_text(encoding="utf-8").replace('class="card"', f'class="{word}"')
    context = {"featured": articles[0], "new": articles[1:3], "old": articles[3:]}

    text = engines["django"].from_string(source).render(context)

    changed = text.count(f'<article class="{word}">')
    assert changed == 6, f"When the partial is changed, {changed} of the 6 cards change with it."


def check_the_page_shows_what_it_showed(articles):
    featured, *rest = articles
    context = {"featured": featured, "new": rest[:2], "old": rest[2:]}

    text = render_to_string("dry3/page.html", context)

    parts = re.split(r"<h2>(?:Today|New|Old)</h2>", text)[1:]
    assert len(parts) == 3, "The page should have the headings Today, New and Old, in this order."
    for name, part, expected in zip(
        ("Today", "New", "Old"), parts, ([featured], rest[:2], rest[2:]), strict=True
    ):
        found = re.findall(r"<article.*?</article>", part, re.DOTALL)
        cards = [card(article) for article in expected]
        assert len(found) == len(cards), (
            f"Under {name} there are {len(found)} cards, and there should be {len(cards)}."
        )
        assert found == cards, f"Under {name} there is {found[0]}, and there was {cards[0]}."


def check_the_card_can_be_rendered_alone(articles):
    try:
        text = render_to_string("dry3/page.html#card", {"article": articles[3]})
    except TemplateDoesNotExist:
        raise AssertionError("There is no partial named card: {% partialdef card %}.") from None
    assert text.strip() == card(articles[3]), f"dry3/page.html#card gave {text.strip()[:80]!r}."
