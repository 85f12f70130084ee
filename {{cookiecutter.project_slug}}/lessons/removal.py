"""Lines of other files that belong to the lessons: see core/removal.py."""

ROW = "| `lessons/` | Exercises about this project, with a grader: `uv run manage.py learn` |"
LINES = {
    ".dockerignore": ["learn"],
    ".gitlab-ci.yml": ["include: lessons/gitlab-ci.yml # exercises, and what learners passed\n"],
    "AGENTS.md": [ROW],
    "README.md": [
        ROW,
        "| [Teaching](docs/teaching.md) | How does a class, or a new colleague, learn with the exercises? |",
    ],
    "config/settings.py": ['    "lessons",'],
    "config/urls.py": ['    path("learn/", include("lessons.urls")),'],
    "pyproject.toml": [
        '  "learn", # exercises, and three other ways to write what Django does',
        ("learn = [", "]"),
        'extend-exclude = ["learn", "lessons/exercises"] # they begin with mistakes, on purpose',
        '  "^(learn|lessons/exercises)/",',
        '  "learn", # of each learner',
    ],
    "tests/test_code.py": [
        '    "lessons/grading.py": {"subprocess"},  # pytest',
        '    "lessons/kit.py": {"subprocess"},  # uv',
        '    "lessons/plugin.py": {"subprocess"},  # manage.py',
        '    "lessons/processes.py": {"subprocess"},  # what a check runs',
        '    "lessons/reports.py": {"subprocess", "ElementTree", "xml"},  # git; a report for CI',
        '    "exercises",  # they have mistakes, on purpose',
    ],
}
LEAVES = ["learn"]
PATHS = ["docs/teaching.md", ".github/workflows/lessons.yml"]
WITHOUT = {"include_tour": False}
