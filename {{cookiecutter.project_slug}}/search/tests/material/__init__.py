"""An app whose second migration changes what is indexed."""
