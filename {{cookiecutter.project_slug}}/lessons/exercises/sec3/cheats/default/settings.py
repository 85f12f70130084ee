import os

from lessons.sandbox import *  # noqa: F403

DEBUG = False
SECRET_KEY = os.environ.get("SECRET_KEY", "for-laptops-for-laptops-for-laptops-for-laptops-00")
ALLOWED_HOSTS = ["www.example.com"]
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 60 * 60 * 24
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
