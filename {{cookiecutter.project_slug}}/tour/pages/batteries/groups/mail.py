from django.utils.translation import gettext_lazy as _

from . import Battery

BATTERIES = [
    Battery(
        name=_("Email"),
        what=_("To a mail server, or to the terminal while one writes the code"),
        modules=("django.core.mail",),
        docs="https://docs.djangoproject.com/en/6.1/topics/email/",
        elsewhere=_("Flask-Mailman or fastapi-mail."),
    ),
    Battery(
        name=_("Tasks"),
        what=_("Work that is done after the answer, behind one interface"),
        modules=("django.tasks",),
        docs="https://docs.djangoproject.com/en/6.1/topics/tasks/",
        elsewhere=_("Celery, RQ or Dramatiq, mostly with Redis or another broker to run."),
    ),
]
