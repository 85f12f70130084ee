"""What other files say about the lessons, and what goes with them; core/removal.py does it."""

LINES = {
    ".dockerignore": [r"learn"],
    ".gitlab-ci.yml": [r"include: lessons/.*\n"],
    "AGENTS.md": [r"\| `lessons/` \|.*"],
    "README.md": [r"\| `lessons/` \|.*", r"\| \[Teaching\].*"],
    "config/settings.py": [r'    "lessons",'],
    "config/urls.py": [r'    path\("learn/", .*'],
    "pyproject.toml": [
        r'  "learn",',
        r"learn = \[\n(?:  .*\n)+\]",
        r"  'lessons/exercises',.*",
    ],
}

LEAVES = ["learn"]

PATHS = ["docs/teaching.md", ".github/workflows/lessons.yml"]
