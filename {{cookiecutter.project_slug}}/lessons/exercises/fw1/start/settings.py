from lessons.sandbox import *  # noqa: F403
from lessons.sandbox import MIDDLEWARE

MIDDLEWARE = ["fw1.middleware.ServerTimingMiddleware", *MIDDLEWARE]
