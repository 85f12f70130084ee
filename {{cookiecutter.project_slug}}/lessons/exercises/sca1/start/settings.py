from lessons.sandbox import *  # noqa: F403
from lessons.sandbox import CACHES

CACHES = CACHES | {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
