from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from core.models import retried
from social.decorators import member_required
from social.forms import FollowAnswerForm, ProfileForm
from social.models import Follow, Profile, profile_of

from .notes import KeysetListView, NoteListView


class ProfileDetailView(NoteListView):
    """Somebody, and what they have written."""

    template_name = "social/profile_detail.html"

    def get_notes(self, notes):
        """Return the notes of the person in the URL, or answer 404."""
        self.profile = profile_or_404(self.viewer, self.kwargs["handle"])
        return notes.filter(author=self.profile)

    def get_context_data(self, **kwargs):
        """Add the person, and whether the viewer follows them."""
        follow = Follow.objects.filter(follower=self.viewer, followed=self.profile).first()
        people = people_around(self.viewer, self.profile)
        kwargs["followers"] = people.followers_of(self.profile).count()
        kwargs["following"] = people.followed_by(self.profile).count()
        return super().get_context_data(profile=self.profile, follow=follow, **kwargs)


def profile_or_404(viewer, handle):
    """Return the person with this handle whom the viewer may meet."""
    people = Profile.objects.visible_to(viewer).select_related("user")
    return get_object_or_404(people, handle=handle.lower())


def people_around(viewer, profile):
    """Return the people whom the viewer may find in the lists of a profile."""
    people = Profile.objects.visible_to(viewer)
    return people if viewer == profile else people.seen_in_lists_by(viewer)


class PeopleView(KeysetListView):
    """Who follows somebody, or whom they follow."""

    template_name = "social/people.html"
    relation = "followers"

    def get_queryset(self):
        """Return the people whom the viewer may meet; a private person shows theirs to nobody."""
        viewer = profile_of(self.request.user)
        self.profile = profile_or_404(viewer, self.kwargs["handle"])
        people = people_around(viewer, self.profile).select_related("user").order_by("-pk")
        if self.profile.is_private and self.profile != viewer:
            return people.none()
        if self.relation == "followers":
            return people.followers_of(self.profile)
        return people.followed_by(self.profile)

    def get_context_data(self, **kwargs):
        """Add the person and the name of the list."""
        return super().get_context_data(profile=self.profile, relation=self.relation, **kwargs)


RELATIONS = {
    "follow": (Profile.follow, _("You follow {} now, or have asked to.")),
    "unfollow": (Profile.unfollow, _("You no longer follow {}.")),
    "block": (Profile.block, _("You and {} no longer see each other.")),
}


@csrf_exempt  # A mail program may send it, without a cookie: the token is the permission.
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request, token):
    """Ask whether to end the emails about notifications, or end them."""
    person = get_object_or_404(Profile.objects.of_unsubscribe_token(token))
    if request.method == "POST":
        person.wants_digest = False
        person.save(update_fields=["wants_digest"])
    return render(request, "social/unsubscribe.html", {"person": person})


@require_POST
@member_required
def relate(request, viewer, handle, action):
    """Follow, unfollow or block somebody."""
    other = profile_or_404(viewer, handle)
    change, said = RELATIONS[action]
    try:
        change(viewer, other)
        messages.success(request, said.format(other))
    except ValidationError as error:
        messages.error(request, error.message)
    return redirect("social:timeline" if action == "block" else other)


@member_required
def blocked(request, viewer):
    """List the people whom one has blocked, and take a block back."""
    people = Profile.objects.blocked_by(viewer)
    if request.method == "POST":
        other = get_object_or_404(people, handle=request.POST.get("handle", "").replace("\0", ""))
        viewer.unblock(other)
        messages.success(request, _("%(other)s is no longer blocked.") % {"other": other})
        return redirect("social:blocked")
    return render(request, "social/blocked.html", {"people": people.select_related("user")})


@member_required
def follow_requests(request, viewer):
    """List who asks to follow, and accept or decline."""
    people = Profile.objects.visible_to(viewer)
    waiting = Follow.objects.requested().filter(followed=viewer, follower__in=people)
    if request.method == "POST":
        form = FollowAnswerForm(waiting, request.POST)
        if not form.is_valid():
            raise Http404
        if form.cleaned_data["answer"] == "accept":
            form.cleaned_data["follow"].accept()
        else:
            form.cleaned_data["follow"].delete()
        return redirect("social:follow_requests")
    follows = waiting.select_related("follower__user").order_by("pk")
    return render(request, "social/follow_requests.html", {"follows": follows})


@login_required
@retried
def profile_edit(request):
    """Make one's profile, or change it."""
    own = Profile.objects.filter(user=request.user).first()  # not the one of an earlier try
    profile = own or Profile(user_id=request.user.pk)
    form = ProfileForm(request.POST or None, request.FILES or None, instance=profile)
    form.fields["handle"].disabled = bool(profile.pk)
    if request.method == "POST" and form.is_valid():
        saved = form.save()
        messages.success(request, _("Saved."))
        return redirect(saved)
    return render(request, "social/profile_form.html", {"form": form, "is_new": not profile.pk})


@method_decorator(member_required, name="dispatch")
class NotificationListView(KeysetListView):
    """The notifications of the viewer, newest first."""

    template_name = "social/notifications.html"

    def dispatch(self, request, viewer):
        """Keep the viewer."""
        self.viewer = viewer
        return super().dispatch(request)

    def get_queryset(self):
        """Return the notifications that the viewer may see."""
        return self.viewer.notifications.visible(self.viewer)

    def post(self, request):
        """Mark all of them as read."""
        self.viewer.notifications.unread().update(read_at=timezone.now())
        return redirect("social:notifications")
