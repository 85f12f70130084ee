from lessons.sandbox import *  # noqa: F403

DEBUG = False
SECRET_KEY = "typed-key-" * 6
ALLOWED_HOSTS = ["*"]
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 1
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
