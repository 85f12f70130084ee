from html.parser import HTMLParser

import pytest

pytestmark = pytest.mark.django_db


class Scripts(HTMLParser):
    """Collect the scripts that stand in a page: attributes and text of each."""

    def __init__(self):
        super().__init__()
        self.found, self.inside = [], False

    def handle_starttag(self, tag, attrs):
        self.inside = tag == "script" and "src" not in dict(attrs)
        if self.inside:
            self.found.append([dict(attrs), ""])

    def handle_data(self, data):
        if self.inside:
            self.found[-1][1] += data

    def handle_endtag(self, tag):
        self.inside = False


def policy(response):
    """Return the policy of an answer: the sources of each directive."""
    header = response.headers.get("Content-Security-Policy", "")
    return {name: sources for name, *sources in map(str.split, header.split(";")) if name}


def script_of(response):
    """Return the attributes of the script that shows the time."""
    page = Scripts()
    page.feed(response.content.decode())
    scripts = [(attrs, text) for attrs, text in page.found if 'getElementById("time")' in text]
    assert len(scripts) == 1, f"The page should have its script once, and has it {len(scripts)}×."
    return scripts[0][0]


def check_the_script_has_the_nonce_of_the_policy(client):
    response = client.get("/page/")

    nonce = script_of(response).get("nonce")
    assert nonce, "The tag <script> has no attribute nonce, so that browsers do not run it."
    sources = policy(response).get("script-src", [])
    assert f"'nonce-{nonce}'" in sources, (
        f"The tag has the nonce {nonce}, and script-src allows {' '.join(sources)}: the browser "
        "runs the script only if the same nonce is in both."
    )


def check_the_nonce_is_new_in_each_answer(client):
    nonces = {script_of(client.get("/page/")).get("nonce") for _ in range(3)}

    assert None not in nonces, "The tag <script> has no nonce at all."
    assert len(nonces) == 3, (
        f"Three answers should have three nonces, and have: {', '.join(map(str, nonces))}. "
        "Who knows it beforehand can put it on a script of their own."
    )


def check_the_policy_stays_strict(client):
    from config.settings import SECURE_CSP

    for path in ("/page/", "/"):
        found, again = policy(client.get(path)), policy(client.get(path))
        for name, sources in SECURE_CSP.items():
            wanted = {str(source) for source in sources}
            # A nonce that is new in each answer is in one of the two alone.
            more = set(found.get(name, [])) & set(again.get(name, [])) - wanted
            assert not more, f"On {path}, {name} now allows {', '.join(more)} as well."
            less = wanted - set(found.get(name, []))
            assert not less, f"On {path}, {name} lost {', '.join(less)}."
