"""
Settings of the site: https://docs.djangoproject.com/en/6.1/ref/settings/

What differs between machines is an environment variable, which .env.example explains.
"""

import os

from django.utils.csp import CSP

from config import environment
from config.environment import BASE_DIR, env

# Site

SITE_NAME = "{{ cookiecutter.project_name }}"  # fmt: skip
SITE_DESCRIPTION = "{{ cookiecutter.description }}"  # fmt: skip

# Off unless asked for: a forgotten variable must not show tracebacks to visitors.
DEBUG = env.bool("DEBUG", default=False)

SECRET_KEY = env("SECRET_KEY", cast=environment.secret_key)
SECRET_KEY_FALLBACKS = env("SECRET_KEY_FALLBACKS", cast=[environment.secret_key], default=[])

ALLOWED_HOSTS = env("ALLOWED_HOSTS", cast=[str.strip], default=["localhost", "127.0.0.1", "[::1]"])
# In emails that no visitor's request sends.
FIRST_HOST = "http://localhost:8000" if DEBUG else f"https://{ALLOWED_HOSTS[0].lstrip('.*')}"
SITE_URL = env("SITE_URL", cast=environment.url, default=FIRST_HOST).rstrip("/")
CSRF_TRUSTED_ORIGINS = env("CSRF_TRUSTED_ORIGINS", cast=[str.strip], default=[])

# Applications: the first one that has a template, static file or command wins

INSTALLED_APPS = [
    "scaling",
    "core",
    "accounts",
    "lessons",
    "tour",
    "blog",
    "shop",
    "social",
    "backups",
    "jobs",
    "search",
    "copydata",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_htmx",
    "ninja",
    "accounts.apps.AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_cleanup",
    "django_tasks_db",
]

# A request passes these from top to bottom, its response from bottom to top.
MIDDLEWARE = [
    "core.request_id.RequestIDMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "core.middleware.SecurityHeadersMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "scaling.draining.DrainingMiddleware",
    "core.health.HealthCheckMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.middleware.locale.LocaleMiddleware",  # before the cache, which keeps a page of each
    "core.page_cache.VisitorCacheMiddleware",
    "scaling.replicas.ReadYourWritesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "core.middleware.ResponseFormatMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "accounts.api.TokenMiddleware",
    "core.limits.RateLimitMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# Tools for developers, on the pages themselves: the debug toolbar, and pages that load again when
# a file was changed. They keep to the CSP, and are neither in production nor in the tests.

DEV_TOOLS = DEBUG and env.bool("DEV_TOOLS", default=False)
if DEV_TOOLS:
    INSTALLED_APPS += ["debug_toolbar", "django_browser_reload"]
    inside = MIDDLEWARE.index("django.middleware.http.ConditionalGetMiddleware") + 1
    MIDDLEWARE[inside:inside] = [
        "debug_toolbar.middleware.DebugToolbarMiddleware",
        "django_browser_reload.middleware.BrowserReloadMiddleware",
    ]
INTERNAL_IPS = ["127.0.0.1", "::1"]
DEBUG_TOOLBAR_CONFIG = {
    "SHOW_COLLAPSED": True,
    "SHOW_TOOLBAR_CALLBACK": "tour.dev_tools.is_watched",
}

# Database: one URL, no change of code

SQLITE = environment.database(f"sqlite:///{BASE_DIR / 'db.sqlite3'}")
DATABASES = {"default": env("DATABASE_URL", cast=environment.database, default=SQLITE)}
# MariaDB leaves out constraints with conditions: allauth has some, and checks them in Python too.
SILENCED_SYSTEM_CHECKS = ["models.W036"]

# Caches: attempts and used codes are counted in the database, so that all processes share them
# and none is lost. What costs time alone when it is lost may be kept elsewhere: in each process,
# or in Redis, which then keeps sessions too.

LOCAL_CACHE = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
if DEBUG:  # A template that was changed is seen at once.
    LOCAL_CACHE["BACKEND"] = "django.core.cache.backends.dummy.DummyCache"
CACHES = {
    "default": environment.cache("dbcache://cache?max_entries=100000"),
    "volatile": env("CACHE_URL", cast=environment.cache, default=LOCAL_CACHE),
}
CACHE_MIDDLEWARE_ALIAS = SESSION_CACHE_ALIAS = "volatile"
if CACHES["volatile"] != LOCAL_CACHE:
    SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"

# Email: to a mail server, or to the terminal in development

CONSOLE = {"BACKEND": "django.core.mail.backends.console.EmailBackend"}
LOCAL_MAIL = CONSOLE if DEBUG else environment.mail_server("smtp://localhost")
MAILERS = {"default": env("MAIL_URL", cast=environment.mail_server, default=LOCAL_MAIL)}
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("MAIL_FROM", default="site@localhost")
EMAIL_SUBJECT_PREFIX = f"[{SITE_NAME}] "

# Tasks: run in the request that enqueues them, unless a part brings a queue

TASKS = {"default": {"BACKEND": "core.tasks.ImmediateBackend"}}

# Accounts

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{VALIDATION}.UserAttributeSimilarityValidator"},
    {"NAME": f"{VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{VALIDATION}.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "accounts:profile"
LOGOUT_REDIRECT_URL = ACCOUNT_LOGOUT_REDIRECT_URL = "home"

SIGNUP_OPEN = env.bool("SIGNUP_OPEN", default=True)
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
USERSESSIONS_ADAPTER = "accounts.adapter.SessionsAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_SIGNUP_FORM_CLASS = "accounts.forms.SignUpForm"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = EMAIL_SUBJECT_PREFIX
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "http" if DEBUG else "https"

# The second factor: an authenticator app, a passkey, or a recovery code. Only in development
# may staff open the admin without one.
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = SITE_NAME
MFA_TOTP_TOLERANCE = 1  # A code of the 30 seconds before is taken too, once (RFC 6238).
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG
ADMIN_PATH = env.str("ADMIN_PATH", default="admin").strip("/") + "/"
ADMIN_SECOND_FACTOR = not DEBUG or env.bool("ADMIN_SECOND_FACTOR", default=False)

# Security: https only, unless DEBUG says that this is a developer's machine

SECURE_SSL_REDIRECT = not DEBUG
SECURE_REDIRECT_EXEMPT = ["^healthz$", "^readyz$"]  # Load balancers ask by http.
SECURE_HSTS_SECONDS = 0 if DEBUG else env.int("HSTS_SECONDS", default=60 * 60 * 24 * 365 * 2)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not DEBUG
SECURE_REFERRER_POLICY = "same-origin"
NO_PAGE_USES = ["camera", "display-capture", "geolocation", "microphone", "payment", "usb"]
PERMISSIONS_POLICY: dict[str, list[str]] = {feature: [] for feature in NO_PAGE_USES}

# Without a proxy, its headers are not believed: a visitor could send them.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)
if ALLAUTH_TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# The prefix __Host- makes browsers refuse the cookie from plain http and from subdomains.
COOKIE_PREFIX = "" if DEBUG else "__Host-"
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrftoken"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEBUG
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 60 * 60 * 24 * 7
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
DATA_UPLOAD_MAX_NUMBER_FILES = 10
MAX_REQUEST_BYTES = env.int("MAX_REQUEST_MB", default=10) * 1_000_000
MAX_PICTURES = env.int("MAX_PICTURES", default=1000)  # of one author in notes, and in posts

# Requests a minute of one account, or of one address where nobody is signed in.
RATE_LIMITS = {"writes": 60, "api": 300}

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
SECURITY_CONTACT = env.str("SECURITY_CONTACT", default="security@localhost")

# Time and languages: what the visitor chose at /language/, else what the browser asks for, else English.
# Each app has its translations in its directory `locale`.

TIME_ZONE = env.str("TIME_ZONE", default="UTC")
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("de", "Deutsch")]  # each by its own name
LANGUAGE_COOKIE_NAME = f"{COOKIE_PREFIX}language"
LANGUAGE_COOKIE_AGE = 60 * 60 * 24 * 365
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = not DEBUG

# Files

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
MEDIA_URL = "media/"
MEDIA_ROOT = env.str("MEDIA_ROOT", default=str(BASE_DIR / "media"))
STORAGES: dict[str, dict] = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        # Only where MEDIA_ROOT is set may others read it: the proxy that serves it.
        "OPTIONS": {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700}
        if MEDIA_ROOT == str(BASE_DIR / "media")
        else {},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
if DEBUG:
    STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"

# Logging

LOG_LEVEL = env.str("LOG_LEVEL", default="WARNING").upper()
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request_id": {"()": "core.request_id.RequestIDFilter"}},
    "formatters": {
        "text": {"format": "{levelname} {name} {message}", "style": "{"},
        "json": {
            "()": "pythonjsonlogger.json.JsonFormatter",
            "fmt": "{asctime}{levelname}{name}{message}{request_id}",
            "style": "{",
            "rename_fields": {"asctime": "time", "levelname": "level", "name": "logger"},
        },
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["request_id"],
            "formatter": "text" if DEBUG else "json",
        },
    },
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {"django.tasks": {"level": LOG_LEVEL}, "security": {"level": "INFO"}},
}

SENTRY_DSN = env("SENTRY_DSN", cast=environment.url, default="")

# Server: manage.py serve

SERVER = {
    "host": env.str("HOST", default="127.0.0.1"),
    "port": env.int("PORT", default=8000),
    "workers": env.int("WEB_CONCURRENCY", default=os.cpu_count()),
    "threads": env.int("WEB_THREADS", default=4),
    "read_seconds": 60,  # of a request; with more, slow visitors fill memory and the disk
}

# Settings of single apps, each in the app's own module

from backups.settings import BACKUP_DIRECTORY, BACKUP_KEEP, BACKUP_STORAGE
from blog.settings import BLOG_COMMENTS
from jobs.settings import TASKS
from scaling.settings import DATABASE_ROUTERS, DRAIN_SECONDS, REDIS, REPLICA_PIN_SECONDS, REPLICAS
from search.settings import SEARCH_BACKEND
from shop.settings import (
    SHOP_SANDBOX_CARD,
    SHOP_SELLER,
    SHOP_UNPAID_PIECES,
    SHOP_WEBHOOK_SECRET,
)

CACHES |= REDIS
DATABASES |= REPLICAS

STORAGES["backups"] = BACKUP_STORAGE
