"""
Backups: one archive with the whole database and all uploaded files, and the way back.

`archive` writes and verifies the file, `media` collects and replaces uploads, `engines` has
one module for each database, and `backup` and `restore` put them together.
"""

# How long a restore waits for a lock: whoever has one is a site that was not stopped.
LOCK_SECONDS = 20
