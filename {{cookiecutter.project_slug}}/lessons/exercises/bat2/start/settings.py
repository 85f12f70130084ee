from lessons.sandbox import *  # noqa: F403

ROOT_URLCONF = "bat2.urls"
