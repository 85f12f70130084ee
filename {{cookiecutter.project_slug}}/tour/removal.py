"""What other files say about the tour; core/removal.py takes it out."""

LINES = {
    "AGENTS.md": [r"\|.*`tour/.*"],
    "README.md": [
        r"\|.*`tour/.*",
        r"Start at <http://127\.0\.0\.1:8000/tour/>,.*\n",
        r"When the tour is seen, .*",
    ],
    "config/settings.py": [r'    "tour",'],
    "config/urls.py": [r'    path\("tour/", .*'],
    "pyproject.toml": [
        r'  "pygments>=.*',
        r'  "learn",',
        r"learn = \[\n(?:  .*\n)+\]",
    ],
    "tests/settings.py": [r'    \{"model": "accounts\.SecurityEvent".*'],
    "tests/test_code.py": [r'    "tour/\w+\.py": .*'],
}
WITHOUT = {"include_tour": False}
