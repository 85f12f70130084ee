"""Who looks at a page, and who may write."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect


def viewer_of(request):
    """Return the Profile of the person who is signed in, or None. One query a request."""
    return getattr(request.user, "profile", None)


def member_required(view):
    """Hand the viewer to the view; lead people without a profile to sign in or to make one."""

    @login_required
    @wraps(view)
    def guarded(request, *args, **kwargs):
        viewer = viewer_of(request)
        if viewer is None:
            messages.info(request, "Choose a handle first: it is your name here.")
            return redirect("social:profile_edit")
        return view(request, viewer, *args, **kwargs)

    return guarded
