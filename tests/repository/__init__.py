"""The files of this repository, and its workflows."""
