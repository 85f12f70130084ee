from lessons.sandbox import *  # noqa: F403
from lessons.sandbox import MEMORY

DATABASES = {"default": MEMORY.copy(), "replica": MEMORY.copy()}
DATABASE_ROUTERS = ["sca2.routers.ReplicaRouter"]
