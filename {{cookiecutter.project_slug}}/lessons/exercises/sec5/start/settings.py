from lessons.sandbox import *  # noqa: F403

ROOT_URLCONF = "sec5.urls"
