from django.utils.translation import gettext_lazy as _

from . import Battery

BATTERIES = [
    Battery(
        name=_("Forged requests"),
        what=_("Forms of other sites are refused: the token"),
        modules=(
            "django.middleware.csrf",
            "django.views.decorators.csrf",
        ),
        docs="https://docs.djangoproject.com/en/6.1/ref/csrf/",
        elsewhere=_("CSRFProtect of Flask-WTF, or fastapi-csrf-protect."),
    ),
    Battery(
        name=_("Content Security Policy"),
        what=_("The browser runs the scripts of this site, and no others"),
        modules=(
            "django.middleware.csp",
            "django.utils.csp",
        ),
        docs="https://docs.djangoproject.com/en/6.1/ref/csp/",
        elsewhere=_("Flask-Talisman, or the package secure."),
    ),
    Battery(
        name=_("Safe defaults"),
        what=_("https, and headers against framing, sniffing and leaking"),
        modules=(
            "django.middleware.security",
            "django.middleware.clickjacking",
        ),
        docs="https://docs.djangoproject.com/en/6.1/topics/security/",
        elsewhere=_("Flask-Talisman, or the package secure."),
    ),
    Battery(
        name=_("Signed values"),
        what=_("What leaves the site and must come back unchanged; random texts"),
        modules=(
            "django.core.signing",
            "django.utils.crypto",
        ),
        docs="https://docs.djangoproject.com/en/6.1/topics/signing/",
        elsewhere=_("itsdangerous, which Flask brings along."),
    ),
]
