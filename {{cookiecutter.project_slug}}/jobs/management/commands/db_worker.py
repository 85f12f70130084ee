"""Replace django-tasks-db's command of this name, whose lost tasks would have no retries."""

from .worker import Command as Command
