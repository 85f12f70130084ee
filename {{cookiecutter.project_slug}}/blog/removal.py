"""What other files say about this app; core/removal.py takes it out."""

LINES = {
    "AGENTS.md": [r"\| .*`blog/.*"],
    "README.md": [r"\| .*`blog/.*"],
    "config/api.py": [r'api\.add_router\("/posts", .*'],
    "config/settings.py": [r'    "blog",'],
    "config/urls.py": [r'    path\("blog/", .*'],
}
PATHS = ["*/exercises/blog*", "*/rows/blog.py"]
ALONE = {"starter": "blog"}
