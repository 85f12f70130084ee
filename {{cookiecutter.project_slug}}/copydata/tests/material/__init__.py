"""An app that the tests install: one field of each kind, and a model of two tables."""
