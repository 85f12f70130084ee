from lessons.sandbox import *  # noqa: F403

ROOT_URLCONF = "bat3.urls"
