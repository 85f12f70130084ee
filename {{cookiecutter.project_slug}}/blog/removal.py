"""Lines of other files that belong to the blog: see core/removal.py."""

LINES = {
    "AGENTS.md": ["| `blog/` | Posts, tags, comments, feeds, API |"],
    "README.md": ["| `blog/` | Posts, tags, comments, feeds, API |"],
    "config/api.py": ['api.add_router("/posts", "blog.api.router")'],
    "config/settings.py": ['    "blog",'],
    "config/urls.py": ['    path("blog/", include("blog.urls")),'],
}
PATHS = ["*/exercises/blog*", "*/rows/blog.py"]
ALONE = {"starter": "blog"}
