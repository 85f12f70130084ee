"""What other files say about this app; core/removal.py takes it out."""

LINES = {
    "AGENTS.md": [r"\| .*`social/.*"],
    "README.md": [r"\| .*`social/.*"],
    "config/api.py": [r'api\.add_router\("/social", .*'],
    "config/settings.py": [r'    "social",'],
    "config/urls.py": [r'    path\("social/", .*'],
}
PATHS = ["*/exercises/social*", "*/rows/social.py"]
ALONE = {"starter": "social"}
