"""Every address of the app that answers GET, found and not listed, so that none is forgotten."""

from itertools import product

from django.urls import get_resolver

from social.tests.conftest import SOCIAL

HTML = get_resolver("social.urls").url_patterns
QUERY = {"q": "needle", "since": "0"}


def pages(values):
    """Yield (name, path) for each address of each page, with each of the values that fit it."""
    for pattern in HTML:
        path = str(pattern.pattern)
        names = list(pattern.pattern.converters)
        for chosen in product(*(values.get(name, [0]) for name in names)):
            address = path
            for name, value in zip(names, chosen, strict=True):
                start = address.index("<")
                end = address.index(">") + 1
                assert address[start:end].endswith(f":{name}>")
                address = f"{address[:start]}{value}{address[end:]}"
            yield pattern.name, f"{SOCIAL}{address}"


def calls(client, values):
    """Yield (name, path) for each address of the JSON API, from its own description."""
    for path, operations in client.get("/api/openapi.json").json()["paths"].items():
        if path.startswith("/api/social/") and "get" in operations:
            names = [p["name"] for p in operations["get"]["parameters"] if p["in"] == "path"]
            for chosen in product(*(values.get(name, [0]) for name in names)):
                yield path, path.format(**dict(zip(names, chosen, strict=True)))


def walk(client, values):
    """Yield (name, path, text) of what this client gets from every address."""
    for name, path in [*pages(values), *calls(client, values), ("home", "/")]:
        response = client.get(path, QUERY)
        assert response.status_code in {200, 302, 404, 405}, (path, response.status_code)
        yield name, path, response.content.decode()
