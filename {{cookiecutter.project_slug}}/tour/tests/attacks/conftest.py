import pytest


@pytest.fixture
def victim(reader):
    """Return somebody who signs in with the password `victims-horse-battery`."""
    reader.set_password("victims-horse-battery")
    reader.save()
    reader.mark_email_verified()
    return reader


@pytest.fixture
def shared_cache(settings, tmp_path):
    """Put a cache for all visitors in front of the site, as a content delivery network does."""
    memory = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": str(tmp_path)}
    settings.CACHES = settings.CACHES | {"shared": memory}
    settings.CACHE_MIDDLEWARE_ALIAS = "shared"
    settings.MIDDLEWARE = [
        "django.middleware.cache.UpdateCacheMiddleware",
        "django.middleware.cache.FetchFromCacheMiddleware",
        *settings.MIDDLEWARE,
    ]
