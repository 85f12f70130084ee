from django.utils.translation import gettext_lazy as _

from tour.feeds import first_feed

from . import Battery

BATTERIES = [
    Battery(
        name=_("Addresses"),
        what=_("Which view answers which address, and the way back from a name"),
        modules=("django.urls",),
        docs="https://docs.djangoproject.com/en/6.1/topics/http/urls/",
        elsewhere=_("Nothing: Flask and FastAPI have routers of their own."),
        see="home",
    ),
    Battery(
        name=_("Requests and responses"),
        what=_("What comes in and goes out, with short cuts for the usual"),
        modules=(
            "django.http",
            "django.shortcuts",
        ),
        docs="https://docs.djangoproject.com/en/6.1/ref/request-response/",
        elsewhere=_("Nothing: these are part of Flask and FastAPI too."),
    ),
    Battery(
        name=_("Errors that are answers"),
        what=_("Code anywhere raises PermissionDenied, and the answer is 403"),
        modules=("django.core.exceptions",),
        docs="https://docs.djangoproject.com/en/6.1/ref/exceptions/",
        elsewhere=_("Nothing: Flask has abort(), and FastAPI HTTPException."),
    ),
    Battery(
        name=_("Generic views"),
        what=_("Lists, details, forms and archives, of which only the difference is written"),
        modules=(
            "django.views.generic",
            "django.utils.decorators",
        ),
        docs="https://docs.djangoproject.com/en/6.1/topics/class-based-views/",
        elsewhere=_("Flask has the bare class: its lists, forms and archives are written by hand."),
    ),
    Battery(
        name=_("Templates"),
        what=_("HTML with inheritance, parts and tags, where values are escaped"),
        modules=(
            "django.template",
            "django.templatetags",
        ),
        docs="https://docs.djangoproject.com/en/6.1/topics/templates/",
        elsewhere=_("Jinja. Flask brings it along, FastAPI asks for its installation."),
    ),
    Battery(
        name=_("HTML and text"),
        what=_("Escape, shorten, and make a part of an address from a title"),
        modules=(
            "django.utils.html",
            "django.utils.text",
            "django.utils.safestring",
        ),
        docs="https://docs.djangoproject.com/en/6.1/ref/utils/",
        elsewhere=_("MarkupSafe, which comes with Jinja, and python-slugify."),
    ),
    Battery(
        name=_("Numbers and times for people"),
        what=_("“3 days ago”, 1,000,000 with its commas"),
        modules=("django.contrib.humanize",),
        docs="https://docs.djangoproject.com/en/6.1/ref/contrib/humanize/",
        elsewhere=_("The package humanize."),
    ),
    Battery(
        name=_("Feeds"),
        what=_("News for feed readers, as RSS and Atom"),
        modules=(
            "django.contrib.syndication",
            "django.utils.feedgenerator",
        ),
        docs="https://docs.djangoproject.com/en/6.1/ref/contrib/syndication/",
        elsewhere=_("The package feedgen."),
        see=first_feed,
    ),
    Battery(
        name=_("Sitemap"),
        what=_("All addresses, for search engines"),
        modules=("django.contrib.sitemaps",),
        docs="https://docs.djangoproject.com/en/6.1/ref/contrib/sitemaps/",
        elsewhere=_("Flask-Sitemap, or a template of one's own."),
        see="sitemap",
    ),
    Battery(
        name=_("Static files"),
        what=_("Styles and scripts of all apps, with a version in their names"),
        modules=(
            "django.contrib.staticfiles",
            "django.templatetags.static",
            "django.conf.urls",
        ),
        docs="https://docs.djangoproject.com/en/6.1/howto/static-files/",
        elsewhere=_(
            "Both serve a directory. Versions in names come from a bundler such as Vite, or "
            "from Flask-Assets."
        ),
    ),
    Battery(
        name=_("Pagination"),
        what=_("A long list in pages, whatever number stands in the address"),
        modules=("django.core.paginator",),
        docs="https://docs.djangoproject.com/en/6.1/topics/pagination/",
        elsewhere=_("paginate() of Flask-SQLAlchemy, or fastapi-pagination."),
    ),
    Battery(
        name=_("Caches"),
        what=_("Pages, parts of pages and values, in memory, in a table or in Redis"),
        modules=(
            "django.core.cache",
            "django.middleware.cache",
            "django.utils.cache",
            "django.views.decorators.cache",
            "django.views.decorators.vary",
            "django.templatetags.cache",
        ),
        docs="https://docs.djangoproject.com/en/6.1/topics/cache/",
        elsewhere=_("Flask-Caching or fastapi-cache2."),
    ),
    Battery(
        name=_("Conditional requests"),
        what=_("“Nothing is new” instead of the page again: 304"),
        modules=(
            "django.middleware.http",
            "django.views.decorators.http",
        ),
        docs="https://docs.djangoproject.com/en/6.1/topics/conditional-view-processing/",
        elsewhere=_(
            "Werkzeug, below Flask, has make_conditional(), to be called in each view. "
            "FastAPI answers so for static files alone."
        ),
    ),
    Battery(
        name=_("Common middleware"),
        what=_("A slash that is missing, a length that is wanted"),
        modules=("django.middleware.common",),
        docs="https://docs.djangoproject.com/en/6.1/ref/middleware/",
        elsewhere=_("Routers of Flask and FastAPI add the slash, and servers the length."),
    ),
    Battery(
        name=_("Languages"),
        what=_("Texts, dates and numbers in the language of the reader"),
        modules=(
            "django.utils.translation",
            "django.templatetags.i18n",
            "django.middleware.locale",
            "django.conf.locale",
            "django.conf.urls.i18n",
            "django.views.i18n",
        ),
        docs="https://docs.djangoproject.com/en/6.1/topics/i18n/translation/",
        elsewhere=_("Babel, with Flask-Babel or middleware of one's own."),
    ),
    Battery(
        name=_("Time zones"),
        what=_("Times are kept in one zone, and shown in that of the reader"),
        modules=(
            "django.utils.timezone",
            "django.utils.dateparse",
            "django.utils.dateformat",
            "django.utils.formats",
        ),
        docs="https://docs.djangoproject.com/en/6.1/topics/i18n/timezones/",
        elsewhere=_("zoneinfo, which is part of Python, and a rule about who converts what."),
    ),
]
