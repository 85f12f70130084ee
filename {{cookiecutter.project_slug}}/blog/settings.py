"""Settings of the blog, which config/settings.py takes in."""

from config.environment import env

# Whether posts have comments. Without them, those that there are stay in the database.
BLOG_COMMENTS = env.bool("BLOG_COMMENTS", default=True)
