"""No tables: Django sends pre_migrate and post_migrate only to apps with a module of models."""
