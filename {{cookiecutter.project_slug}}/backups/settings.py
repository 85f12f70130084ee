"""Where backups are kept, and how many; config/settings.py imports these names."""

from pathlib import Path
from typing import Any

from config.environment import BASE_DIR, env

# Archives are made here, and stay here unless BACKUP_BUCKET names a bucket.
BACKUP_DIRECTORY = Path(env.str("BACKUP_DIRECTORY", default=str(BASE_DIR / "archives")))
BACKUP_STORAGE: dict[str, Any] = {
    "BACKEND": "django.core.files.storage.FileSystemStorage",
    # Nobody else reads password hashes and messages. More bits let other users do so.
    "OPTIONS": {"location": BACKUP_DIRECTORY, "file_permissions_mode": 0o600},
}
if bucket := env.str("BACKUP_BUCKET", default=""):
    BACKUP_STORAGE["BACKEND"] = "storages.backends.s3.S3Storage"
    # Without a limit, a download is kept in memory as a whole.
    BACKUP_STORAGE["OPTIONS"] = {"bucket_name": bucket, "max_memory_size": 2**20}

# How many of them the nightly backup leaves; 0 switches it off.
BACKUP_KEEP = env.int("BACKUP_KEEP", default=14)
