"""Who looks at a page, who may write, and which row they name."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import redirect, resolve_url
from django.utils.translation import gettext as _

MAX_KEY = 2**63 - 1


def key_in(value):
    """Return a number of a request as a primary key, or None; raise Http404 for anything else."""
    if not value:
        return None
    # The length comes first: Python refuses to read numbers of thousands of digits.
    if not (value.isascii() and value.isdecimal() and len(value) < 20 and int(value) <= MAX_KEY):
        raise Http404
    return int(value)


def viewer_of(request):
    """Return the Profile of the person who is signed in, or None. One query a request."""
    return getattr(request.user, "profile", None)


def member_required(view):
    """Hand the viewer to the view; lead people without a profile to sign in or to make one."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.is_authenticated:
            # What was sent is lost, and its address shows no page: lead back to one that does.
            is_page = request.method in {"GET", "HEAD"}
            return redirect_to_login(
                request.get_full_path() if is_page else resolve_url("social:timeline")
            )
        viewer = viewer_of(request)
        if viewer is None:
            messages.info(request, _("Choose a handle first: it is your name here."))
            return redirect("social:profile_edit")
        return view(request, viewer, *args, **kwargs)

    return guarded
