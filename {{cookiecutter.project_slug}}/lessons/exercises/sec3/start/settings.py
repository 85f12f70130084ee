from lessons.sandbox import *  # noqa: F403

# TODO: give these seven the values of a site that runs at https://www.example.com/.
DEBUG = True
SECRET_KEY = "django-insecure-secret"
ALLOWED_HOSTS = ["*"]
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
