from lessons.sandbox import *  # noqa: F403

ROOT_URLCONF = "fw2.site_urls"
