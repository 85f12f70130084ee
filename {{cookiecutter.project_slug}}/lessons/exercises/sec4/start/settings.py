from lessons.sandbox import *  # noqa: F403

ROOT_URLCONF = "sec4.urls"
