"""Lines of other files that belong to the social site: see core/removal.py."""

ROW = "| `social/` | Profiles, notes, follows, likes, blocks, notifications, moderation, API |"
LINES = {
    "AGENTS.md": [ROW],
    "README.md": [ROW],
    "config/api.py": ['api.add_router("/social", "social.api.router")'],
    "config/settings.py": ['    "social",'],
    "config/urls.py": ['    path("social/", include("social.urls")),'],
}
PATHS = ["*/exercises/social*", "*/rows/social.*"]
ALONE = {"starter": "social"}
