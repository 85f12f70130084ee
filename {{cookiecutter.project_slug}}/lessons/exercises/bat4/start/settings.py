from lessons.sandbox import *  # noqa: F403

MAILERS = {
    "default": {"BACKEND": "django.core.mail.backends.dummy.EmailBackend"},
    "internal": {"BACKEND": "bat4.server.EmailBackend"},
}
