"""Lines of other files that belong to the blog: see core/removal.py."""

LINES = {
    ".env.example": ["# Blog: whether posts have comments.\n# BLOG_COMMENTS=off\n"],
    "AGENTS.md": ["| `blog/` | Posts, tags, comments, feeds, API |"],
    "README.md": ["| `blog/` | Posts, tags, comments, feeds, API |"],
    "config/api.py": ['api.add_router("/posts", "blog.api.router")'],
    "config/settings.py": [
        '    "blog",',
        "\n# Settings of single apps, each in the app's own module\n",
        "from blog.settings import BLOG_COMMENTS",
    ],
    "config/urls.py": ['    path("blog/", include("blog.urls")),'],
}
PATHS = ["*/exercises/blog*", "*/rows/blog.py"]
ALONE = {"starter": "blog"}
