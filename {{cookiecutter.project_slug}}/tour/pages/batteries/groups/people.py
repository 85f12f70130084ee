from django.utils.translation import gettext_lazy as _

from . import Battery

BATTERIES = [
    Battery(
        name=_("Accounts and permissions"),
        what=_("Users, groups, permissions, log-in and log-out"),
        modules=("django.contrib.auth",),
        docs="https://docs.djangoproject.com/en/6.1/topics/auth/",
        elsewhere=_(
            "Flask-Login remembers who is signed in. Users, groups and permissions are "
            "tables of one's own, or those of Flask-Security."
        ),
        see="account_login",
    ),
    Battery(
        name=_("Password hashes"),
        what=_("Slow, salted hashes, made anew at log-in when the rules change"),
        modules=("django.contrib.auth.hashers",),
        docs="https://docs.djangoproject.com/en/6.1/topics/auth/passwords/",
        elsewhere=_("argon2-cffi or pwdlib, and code of one's own that renews old hashes."),
    ),
    Battery(
        name=_("Password rules"),
        what=_("What a password must not be: short, common, or like the name"),
        modules=("django.contrib.auth.password_validation",),
        docs="https://docs.djangoproject.com/en/6.1/topics/auth/passwords/",
        elsewhere=_("The package zxcvbn, or rules of one's own."),
        see="account_signup",
    ),
    Battery(
        name=_("Admin"),
        what=_("Pages for staff to find, write and change what is in the database"),
        modules=("django.contrib.admin",),
        docs="https://docs.djangoproject.com/en/6.1/ref/contrib/admin/",
        elsewhere=_("Flask-Admin or SQLAdmin, joined to one's own log-in and permissions."),
        see="admin:index",
    ),
    Battery(
        name=_("Sessions"),
        what=_("What the site remembers about a visitor, kept on the server"),
        modules=("django.contrib.sessions",),
        docs="https://docs.djangoproject.com/en/6.1/topics/http/sessions/",
        elsewhere=_(
            "Flask and Starlette sign the session into a cookie. Flask-Session keeps it on "
            "the server."
        ),
    ),
    Battery(
        name=_("Messages"),
        what=_("“It is saved”, shown once, on the next page"),
        modules=("django.contrib.messages",),
        docs="https://docs.djangoproject.com/en/6.1/ref/contrib/messages/",
        elsewhere=_("Flask has flash(), which is much the same. FastAPI has nothing of the kind."),
    ),
]
