"""Show people which browser sent a User-Agent header."""

from django import template
from django.utils.translation import gettext as _

register = template.Library()

# The first that is found counts: most browsers name others behind their own name.
BROWSERS = ["Edg", "OPR", "Firefox", "Chrome", "Safari"]
SYSTEMS = ["Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux"]
NAMES = {"Edg": "Edge", "OPR": "Opera", "Mac OS": "macOS"}


@register.filter
def browser(user_agent):
    """Return a name such as “Firefox on Linux”; of a program, the first 40 characters it sends."""
    browsers, systems = (
        [NAMES.get(name, name) for name in names if name in user_agent]
        for names in (BROWSERS, SYSTEMS)
    )
    if not browsers:
        return user_agent[:40] or _("unknown browser")
    names = {"browser": browsers[0], "system": systems[0] if systems else ""}
    return _("%(browser)s on %(system)s") % names if systems else browsers[0]
