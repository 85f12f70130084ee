from functools import wraps

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect, resolve_url
from django.utils.translation import gettext as _

from .models import profile_of


def member_required(view):
    """Hand the viewer to the view; lead people without a profile to sign in or to make one."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.is_authenticated:
            # What was sent is lost, and its URL shows no page: lead back to one that does.
            is_page = request.method in {"GET", "HEAD"}
            return redirect_to_login(
                request.get_full_path() if is_page else resolve_url("social:timeline")
            )
        viewer = profile_of(request.user)
        if viewer is None:
            messages.info(request, _("Choose a handle first: it is your name here."))
            return redirect("social:profile_edit")
        return view(request, viewer, *args, **kwargs)

    return guarded
