"""An app that the tests of copydata install: one field of each kind, and a circle of keys."""
