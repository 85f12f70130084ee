"""An app whose second migration changes fields and models that are indexed."""
