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
        "learn = [\n"
        '  "rich>=15",                 # lists, code and colours in the terminal\n'
        '  "fastapi>=0.165",           # three other ways to write\n'
        '  "flask>=3.1.3",             # what Django does,\n'
        '  "sqlalchemy>=2.1.9",        # to compare\n'
        '  "psycopg[binary]>=3.3.9",   # lets Django write the SQL of PostgreSQL\n'
        '  "pymysql>=1.2.4",           # and that of MariaDB, without a server\n'
        "]",
        'extend-exclude = ["learn", "lessons/exercises"] # they begin with mistakes, on purpose',
        '  "^(learn|lessons/exercises)/",',
        '  "learn", # of each learner',
    ],
}
LEAVES = ["learn"]
PATHS = ["docs/teaching.md", ".github/workflows/lessons.yml"]
WITHOUT = {"include_tour": False}
