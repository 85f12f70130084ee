"""Lines of other files that belong to the tour: see core/removal.py."""

ROW = (
    "| `tour/` | A page for each advantage, the map of the README, "
    "the commands `advantages` and `doctor` |"
)
LINES = {
    "AGENTS.md": [ROW],
    "README.md": [
        ROW,
        "## What this project shows of Django\n"
        "\n"
        "Each row has a file to read, a page to see, a page of the manual, and tests that fail if the\n"
        "claim is false.\n"
        "\n"
        "Start at <http://127.0.0.1:8000/tour/>, also for the rows that have no page in the table; `uv run manage.py advantages --prove` runs all of these tests.",
        ("\n<!-- map -->", "<!-- /map -->\n"),
        "When the tour is seen, `uv run manage.py remove tour lessons` takes it out without a trace.",
    ],
    "config/settings.py": [
        '    "tour",',
        '    "SHOW_TOOLBAR_CALLBACK": "tour.dev_tools.is_watched",',
    ],
    "config/urls.py": ['    path("tour/", include("tour.urls")),'],
    "pyproject.toml": [
        '  "pygments>=2.19",                # colours the code in the tour on the server, without JavaScript',
        '  "learn", # exercises, and three other ways to write what Django does',
        "learn = [\n"
        '  "rich>=15",                 # lists, code and colours in the terminal\n'
        '  "fastapi>=0.165",           # three other ways to write\n'
        '  "flask>=3.1.3",             # what Django does,\n'
        '  "sqlalchemy>=2.1.9",        # to compare\n'
        '  "psycopg[binary]>=3.3.9",   # lets Django write the SQL of PostgreSQL\n'
        '  "pymysql>=1.2.4",           # and that of MariaDB, without a server\n'
        "]",
        '"tour/tests/attacks/*.py" = ["S308", "S608"] # the controls have holes, on purpose',
    ],
    "tests/settings.py": [
        '    {"model": "accounts.SecurityEvent", "field": "user"},  # A page shows what the mistake costs.'
    ],
}
WITHOUT = {"include_tour": False}
