from lessons.sandbox import *  # noqa: F403

DEBUG = False
SECRET_KEY = "ZQm7x2vN-typed-into-a-file-that-everybody-can-read-4kPw9"
ALLOWED_HOSTS = ["*"]
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 1
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
