from lessons.sandbox import *  # noqa: F403

ROOT_URLCONF = "sca3.urls"
# A queue that keeps tasks, and runs none.
TASKS = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}
