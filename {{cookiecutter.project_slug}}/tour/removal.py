"""Lines of other files that belong to the tour: see core/removal.py."""

ROW = (
    "| `tour/` | A page for each advantage, the map of the README, "
    "the commands `advantages` and `doctor` |"
)
LINES = {
    "AGENTS.md": [ROW],
    "README.md": [
        ROW,
        ("## What this project shows of Django", "<!-- /map -->\n"),
        "When the tour is seen, `uv run manage.py remove tour lessons` takes it out without a trace.",
    ],
    "config/settings.py": ['    "tour",'],
    "config/urls.py": ['    path("tour/", include("tour.urls")),'],
    "pyproject.toml": [
        '  "pygments>=2.19",                # colours the code in the tour on the server, without JavaScript',
        '  "learn", # exercises, and three other ways to write what Django does',
        ("learn = [", "]"),
        '"tour/tests/attacks/*.py" = ["S308", "S608"] # the controls have holes, on purpose',
    ],
    "tests/settings.py": [
        '    {"model": "accounts.SecurityEvent", "field": "user"},  # A page shows what the mistake costs.'
    ],
}
WITHOUT = {"include_tour": False}
