"""The addresses of this project's own views, for tests that walk all of them."""

from django.urls import URLPattern, get_resolver

from core.apps import own_apps

# What stands for a parameter in an address, by the name of its converter's class.
EXAMPLES = {"IntConverter": "1"}


def own_patterns(patterns=None, prefix=""):
    """Yield (path, view) for every address that an app of this project answers."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLPattern):
            if pattern.callback.__module__.partition(".")[0] in {c.name for c in own_apps()}:
                yield prefix + example(pattern.pattern), pattern.callback
        elif getattr(pattern, "namespace", None) not in {"admin", "api"}:
            yield from own_patterns(pattern.url_patterns, prefix + str(pattern.pattern))


def example(pattern):
    """Return an address that the pattern matches."""
    path = str(pattern)
    for name, converter in pattern.converters.items():
        kind = type(converter).__name__
        start = path[: path.index(f":{name}>")].rpartition("<")[0]
        end = path[path.index(f":{name}>") + len(name) + 2 :]
        path = start + EXAMPLES.get(kind, "abc") + end
    return path
