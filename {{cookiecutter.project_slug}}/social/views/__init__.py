"""Pages of the social site: notes, and the people who write them."""
