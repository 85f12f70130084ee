import re
from datetime import timedelta
from email.utils import parsedate_to_datetime

import bat3.feeds  # noqa: F401  before there are articles, as on a server
import pytest
from bat3.models import Article
from django.utils import timezone

pytestmark = pytest.mark.django_db


@pytest.fixture
def articles(word):
    now = timezone.now()
    dates = {"Old": now - timedelta(days=9), "New": now, "Draft": None}
    dates["Future"] = now + timedelta(days=1)
    return {
        name: Article.objects.create(title=f"{name} & {word}", text=f"Text {word}", published_at=at)
        for name, at in dates.items()
    }


def get(client, path):
    response = client.get(path)
    assert response.status_code == 200, f"{path} answered {response.status_code}."
    return response.content.decode()


def check_the_feed_has_the_published_articles_newest_first(client, articles, word):
    items = get(client, "/articles/feed/").split("<item>")[1:]

    titles = [re.search("<title>(.*?)</title>", item)[1] for item in items]
    found = [title.partition(" ")[0] for title in titles]
    assert "New" in found, (
        f"The feed has the articles {found}: the new one, published a moment ago, is missing. "
        "Take the time in items(), at each request."
    )
    assert found == ["New", "Old"], f"The feed has the articles {found}, not ['New', 'Old']."
    assert titles[0] == f"New &amp; {word}", f"The title of the first item is {titles[0]!r}."


def check_each_item_has_text_address_and_date(client, articles, word):
    item = get(client, "/articles/feed/").partition("<item>")[2].partition("</item>")[0]

    assert f"/articles/{articles['New'].pk}/</link>" in item, (
        f"The first item should be the new article, with its address: {item[:200]}"
    )
    assert f"<description>Text {word}</description>" in item, f"The text is missing: {item[:200]}"
    date = re.search("<pubDate>(.*?)</pubDate>", item)
    assert date, "The date is missing: item_pubdate()."
    expected = articles["New"].published_at.replace(microsecond=0)
    assert parsedate_to_datetime(date[1]) == expected, f"It says {date[1]}, not {expected}."


def check_the_feed_has_a_title_and_a_description(client, articles):
    head = get(client, "/articles/feed/").partition("<item>")[0]

    assert re.search(r"<title>\s*\S.*</title>", head), "The feed has no title."
    assert re.search(r"<description>\s*\S.*</description>", head), "The feed has no description."


def check_the_sitemap_has_the_published_articles_with_their_dates(client, articles):
    text = get(client, "/articles/sitemap.xml")

    found = set(re.findall(r"/articles/(\d+)/</loc>", text))
    expected = {str(articles[name].pk) for name in ("New", "Old")}
    names = sorted(name for name, article in articles.items() if str(article.pk) in found)
    assert found == expected, f"The sitemap has the articles {names}, not ['New', 'Old']."
    date = articles["Old"].published_at.date().isoformat()
    assert f"<lastmod>{date}" in text, f"No lastmod with {date}, the date of the old article."
