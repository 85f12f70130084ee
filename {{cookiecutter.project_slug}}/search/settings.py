"""Settings of search, for config/settings.py."""

SEARCH_BACKEND = "search.backend.FullText"
