"""Lines of other files that belong to the part: see core/removal.py."""

ROW = "| `copydata/` | Copies all rows from one database to another, and compares them |"
DOCS = "| [Another database](docs/copydata.md) | How does all data move to another one? |"
LINES = {
    "AGENTS.md": [ROW],
    "README.md": [ROW, DOCS],
    "config/settings.py": ['    "copydata",'],
    "docs/databases.md": [
        "\nTo move to another database later, see [Another database](copydata.md)."
    ],
}
PATHS = ["docs/copydata.md", "tour/rows/copydata.py"]
WITHOUT = {"include_operations": False}
