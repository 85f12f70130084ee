"""Lines of other files that belong to search: see core/removal.py."""

ROW = "| `search/` | Full-text search on three databases, whose indexes follow `search_fields` |"
LINES = {
    "AGENTS.md": [ROW],
    "README.md": [
        ROW,
        "| [Search](docs/search.md) | How are rows found, and who keeps the indexes? |",
    ],
    "config/settings.py": [
        '    "search",',
        "\n# Settings of single apps, each in the app's own module\n",
        "from search.settings import SEARCH_BACKEND",
    ],
}
PATHS = ["docs/search.md", "tour/rows/search.py"]
