"""A site that is served, seen from outside."""
