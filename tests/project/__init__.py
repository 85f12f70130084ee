"""The project that the template makes, from within."""
