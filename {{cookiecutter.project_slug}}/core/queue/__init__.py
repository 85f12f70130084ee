"""
The queue of tasks: what is tried again, what is done by the clock, and who does it.

Apps define tasks in their tasks.py with django.tasks; `manage.py worker` does them.
"""
