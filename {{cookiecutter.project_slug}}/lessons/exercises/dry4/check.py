import re
import sys
from types import ModuleType
from urllib.parse import urljoin

import pytest
from django.urls import NoReverseMatch, include, path


@pytest.fixture
def moved(settings, word):
    """Let the pages lie at an address that nobody knows beforehand."""
    module = ModuleType("moved_urls")
    own = path(f"{word}/", include("dry4.urls"))
    module.urlpatterns = [own, path("", include("config.urls"))]
    sys.modules["moved_urls"] = module
    settings.ROOT_URLCONF = "moved_urls"
    return f"/{word}/"


def links(client, page):
    try:
        text = client.get(page).content.decode()
    except NoReverseMatch as problem:
        raise AssertionError(f"{problem} Names of urls.py begin with app_name: dry4:…") from None
    found = re.findall(r'<a href="([^"]*)">(.*?)</a>', text)
    return [(urljoin(page, address), name) for address, name in found]


def check_no_link_leads_nowhere_when_the_pages_move(client, moved):
    for page in (moved, f"{moved}chapters/2/", f"{moved}about/imprint/"):
        for address, name in links(client, page):
            assert client.get(address).status_code == 200, (
                f"On {page}, the link {name} leads to {address}, which is nowhere."
            )


def check_each_link_leads_to_its_page(client, moved):
    expected = {
        "Contents": moved,
        "Imprint": f"{moved}about/imprint/",
        **{f"Chapter {number}": f"{moved}chapters/{number}/" for number in (1, 2, 3)},
    }

    for page in (moved, f"{moved}chapters/3/"):
        found = {name: address for address, name in links(client, page)}
        assert set(found) == set(expected), (
            f"On {page}, there are links to {', '.join(found)}, not to {', '.join(expected)}."
        )
        for name, address in found.items():
            assert address == expected[name], (
                f"On {page}, the link {name} leads to {address}, and should lead to "
                f"{expected[name]}."
            )
