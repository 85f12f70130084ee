"""What a User-Agent header says, for people."""

from django import template
from django.utils.translation import gettext as _

register = template.Library()

# The first that is found counts: most browsers name others behind their own name.
BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "Firefox/": "Firefox",
    "Chrome/": "Chrome",
    "Safari/": "Safari",
}
SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Mac OS": "macOS",
    "Linux": "Linux",
}


@register.filter
def browser(user_agent):
    """Return a name such as “Firefox on Linux”; of a program, the first 40 characters it sends."""
    name = first(BROWSERS, user_agent)
    system = first(SYSTEMS, user_agent)
    if not name:
        return user_agent[:40] or _("unknown browser")
    return _("%(browser)s on %(system)s") % {"browser": name, "system": system} if system else name


def first(names, text):
    """Return the name for the first key that is part of the text, or None."""
    return next((name for key, name in names.items() if key in text), None)
