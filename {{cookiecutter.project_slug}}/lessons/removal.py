"""What other files say about the lessons; core/removal.py takes it out."""

LINES = {
    "README.md": [r"\| `lessons/` \|.*"],
    "config/settings.py": [r'    "lessons",'],
    "config/urls.py": [r'    path\("learn/", .*'],
    "pyproject.toml": [
        r'  "lessons",',
        r'  "learn",',
        r"learn = \[\n(?:  .*\n)+\]",
        r"  'lessons/exercises',.*",
    ],
    "tests/test_code.py": [r'    "lessons/\w+\.py": .*'],
}
