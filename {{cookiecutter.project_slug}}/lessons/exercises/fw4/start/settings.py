from lessons.sandbox import *  # noqa: F403

ARTICLES_PER_PAGE = 10
