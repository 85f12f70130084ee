from lessons.sandbox import *  # noqa: F403

DEBUG = False
SECRET_KEY = "django-insecure-secret"
ALLOWED_HOSTS = ["*"]
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
SILENCED_SYSTEM_CHECKS = [f"security.W{number:03}" for number in range(1, 28)]
