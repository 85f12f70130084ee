from config.environment import env

# Tasks wait in the database for `manage.py worker`; in development, they run at once.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
if env.bool("TASKS_IMMEDIATE", default=env.bool("DEBUG", default=False)):
    TASKS["default"]["BACKEND"] = "core.tasks.ImmediateBackend"
