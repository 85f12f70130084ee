from lessons.sandbox import *  # noqa: F403

ROOT_URLCONF = "fw3.urls"
