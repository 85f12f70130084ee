"""What other files say about the tour; core/removal.py takes it out."""

LINES = {
    "AGENTS.md": [r"\|.*`tour/.*"],
    "README.md": [
        r"\| `tour/.*",
        r"## What this project shows of Django\n(?:.*\n)+?<!-- /map -->\n",
        r"When the tour is seen, .*",
    ],
    "config/settings.py": [r'    "tour",'],
    "config/urls.py": [r'    path\("tour/", .*'],
    "pyproject.toml": [
        r'  "pygments>=.*',
        r'  "learn",',
        r"learn = \[\n(?:  .*\n)+\]",
        r'"tour/tests/attacks.*',
    ],
    "tests/settings.py": [r'    \{"model": "accounts\.SecurityEvent".*'],
}
WITHOUT = {"include_tour": False}
