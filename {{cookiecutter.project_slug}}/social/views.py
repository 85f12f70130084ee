from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_POST

from .access import member_required, viewer_of
from .forms import NoteForm, ProfileForm, ReportForm, SearchForm
from .models import Follow, Hashtag, Note, Profile, Report
from .pagination import KeysetListView, key_in
from .publishing import publish


class NoteListView(KeysetListView):
    """The notes that everybody whom the viewer may meet has written, newest first."""

    template_name = "social/note_list.html"

    def get_queryset(self):
        """Return the notes with all that the list shows."""
        self.viewer = viewer_of(self.request)
        return self.get_notes(Note.objects.visible_to(self.viewer)).with_details(self.viewer)

    def get_notes(self, notes):
        """Return those of the visible notes that this page is about."""
        return notes

    def get_template_names(self):
        """Return the template; for htmx, the part with the notes."""
        part = "#page" if "HX-Request" in self.request.headers else ""
        return [f"{self.template_name}{part}"]

    def get_context_data(self, **kwargs):
        """Add the viewer and an empty form."""
        return super().get_context_data(viewer=self.viewer, form=NoteForm(), **kwargs)


class TimelineView(NoteListView):
    """What the people whom one follows have written; for visitors, what everybody has."""

    template_name = "social/timeline.html"

    def get_notes(self, notes):
        """Return one's own notes and those of the people one follows."""
        return notes.timeline_of(self.viewer) if self.viewer else notes


class HashtagDetailView(NoteListView):
    """The notes with one hashtag."""

    template_name = "social/hashtag_detail.html"

    def get_notes(self, notes):
        """Return the notes with the hashtag of the address, or answer 404."""
        self.hashtag = get_object_or_404(Hashtag, name=self.kwargs["name"].lower())
        return notes.filter(hashtags=self.hashtag)

    def get_context_data(self, **kwargs):
        """Add the hashtag."""
        return super().get_context_data(hashtag=self.hashtag, **kwargs)


class SearchView(NoteListView):
    """The people and the notes with all of some words."""

    template_name = "social/search.html"

    def get_notes(self, notes):
        """Return the notes with the words."""
        self.search_form = SearchForm(self.request.GET)
        valid = self.search_form.is_valid()
        self.words = self.search_form.cleaned_data["q"] if valid else ""
        return notes.search(self.words) if self.words else notes.none()

    def get_context_data(self, **kwargs):
        """Add the first 20 people."""
        people = Profile.objects.visible_to(self.viewer).search(self.words)
        kwargs["people"] = people.select_related("user")[:20] if self.words else []
        return super().get_context_data(search_form=self.search_form, words=self.words, **kwargs)


class ProfileDetailView(NoteListView):
    """Somebody, and what they have written."""

    template_name = "social/profile_detail.html"

    def get_notes(self, notes):
        """Return the notes of the person in the address, or answer 404."""
        self.profile = profile_or_404(self.viewer, self.kwargs["handle"])
        return notes.filter(author=self.profile)

    def get_context_data(self, **kwargs):
        """Add the person, and whether the viewer follows them."""
        follow = Follow.objects.filter(follower=self.viewer, followed=self.profile).first()
        people = Profile.objects.visible_to(self.viewer)
        kwargs["followers"] = people.followers_of(self.profile).count()
        kwargs["following"] = people.followed_by(self.profile).count()
        return super().get_context_data(profile=self.profile, follow=follow, **kwargs)


def profile_or_404(viewer, handle):
    """Return the person with this handle whom the viewer may meet."""
    people = Profile.objects.visible_to(viewer).select_related("user")
    return get_object_or_404(people, handle=handle.lower())


class PeopleView(KeysetListView):
    """Who follows somebody, or whom they follow."""

    template_name = "social/people.html"
    relation = "followers"

    def get_queryset(self):
        """Return the people whom the viewer may meet; a private person shows theirs to nobody."""
        viewer = viewer_of(self.request)
        self.profile = profile_or_404(viewer, self.kwargs["handle"])
        people = Profile.objects.visible_to(viewer).select_related("user").order_by("-pk")
        if self.profile.is_private and self.profile != viewer:
            return people.none()
        if self.relation == "followers":
            return people.followers_of(self.profile)
        return people.followed_by(self.profile)

    def get_context_data(self, **kwargs):
        """Add the person and the name of the list."""
        return super().get_context_data(profile=self.profile, relation=self.relation, **kwargs)


def note_detail(request, pk, form=None):
    """Show a note, what it replies to, and the replies."""
    viewer = viewer_of(request)
    notes = Note.objects.visible_to(viewer).with_details(viewer)
    note = get_object_or_404(notes, pk=pk)
    context = {
        "note": note,
        "parent": notes.filter(pk=note.parent_id).first(),
        "replies": notes.filter(parent=note).order_by("pk")[:200],
        "viewer": viewer,
        "form": form or NoteForm(),
    }
    return render(request, "social/note_detail.html", context, status=422 if form else 200)


@require_POST
@member_required
def note_create(request, viewer):
    """Publish a note."""
    form = NoteForm(request.POST, request.FILES, instance=Note(author=viewer))
    if not form.is_valid():
        return render(request, "social/note_form.html", {"form": form, "viewer": viewer})
    publish(form.save(commit=False))
    messages.success(request, "Your note is published.")
    return redirect("social:timeline")


@require_POST
@member_required
def note_reply(request, viewer, pk):
    """Publish a reply to a note that the viewer may read."""
    parent = get_object_or_404(Note.objects.visible_to(viewer), pk=pk)
    form = NoteForm(request.POST, request.FILES, instance=Note(author=viewer, parent=parent))
    if not form.is_valid():
        return render(request, "social/note_form.html", {"form": form, "viewer": viewer})
    publish(form.save(commit=False))
    return redirect(parent)


@require_POST
@member_required
def note_delete(request, viewer, pk):
    """Delete one of one's own notes; the replies of others stay."""
    note = get_object_or_404(Note.objects.visible_to(viewer), pk=pk)
    if note.author != viewer:
        raise PermissionDenied("Only its author may delete a note.")
    note.delete()
    messages.success(request, "The note is deleted.")
    return redirect("social:timeline")


@require_POST
@member_required
def like(request, viewer, pk):
    """Like a note, or take the like back; answer htmx with the note alone."""
    note = get_object_or_404(Note.objects.visible_to(viewer), pk=pk)
    if request.POST.get("undo"):
        note.unlike(viewer)
    else:
        note.like(viewer)
    if request.htmx:
        note = Note.objects.with_details(viewer).get(pk=pk)
        return render(request, "social/_note.html", {"note": note, "viewer": viewer})
    return redirect(note)


@member_required
def note_report(request, viewer, pk):
    """Ask moderators to look at a note."""
    note = get_object_or_404(Note.objects.visible_to(viewer).exclude(author=viewer), pk=pk)
    report = Report.objects.filter(reporter=viewer, note=note).first()
    form = ReportForm(request.POST or None, instance=report or Report(reporter=viewer, note=note))
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Thank you. A moderator will look at the note.")
        return redirect("social:timeline")
    return render(request, "social/note_report.html", {"form": form, "note": note})


RELATIONS = {
    "follow": (Profile.follow, "You follow {} now, or have asked to."),
    "unfollow": (Profile.unfollow, "You no longer follow {}."),
    "block": (Profile.block, "You and {} no longer see each other."),
}


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
        other = get_object_or_404(people, handle=request.POST.get("handle", ""))
        viewer.unblock(other)
        messages.success(request, f"{other} is no longer blocked.")
        return redirect("social:blocked")
    return render(request, "social/blocked.html", {"people": people.select_related("user")})


@member_required
def follow_requests(request, viewer):
    """List who asks to follow, and accept or decline."""
    waiting = Follow.objects.requested().filter(followed=viewer)
    if request.method == "POST":
        follow = get_object_or_404(waiting, pk=key_in(request.POST.get("follow", "")))
        if request.POST.get("answer") == "accept":
            follow.accept()
        else:
            follow.delete()
        return redirect("social:follow_requests")
    follows = waiting.select_related("follower__user").order_by("pk")
    return render(request, "social/follow_requests.html", {"follows": follows})


@login_required
def profile_edit(request):
    """Make one's profile, or change it."""
    profile = viewer_of(request) or Profile(user_id=request.user.pk)
    form = ProfileForm(request.POST or None, request.FILES or None, instance=profile)
    form.fields["handle"].disabled = bool(profile.pk)
    if request.method == "POST" and form.is_valid():
        messages.success(request, "Saved.")
        return redirect(form.save())
    return render(request, "social/profile_form.html", {"form": form, "is_new": not profile.pk})


@method_decorator(member_required, name="dispatch")
class NotificationListView(KeysetListView):
    """What others did that concerns one, newest first."""

    template_name = "social/notifications.html"

    def dispatch(self, request, viewer):
        """Keep the viewer."""
        self.viewer = viewer
        return super().dispatch(request)

    def get_queryset(self):
        """Return what the viewer may still know."""
        return self.viewer.notifications.visible(self.viewer)

    def post(self, request):
        """Mark all of them as read."""
        self.viewer.notifications.unread().update(read_at=timezone.now())
        return redirect("social:notifications")


def newest(request):
    """Return a name for the present state of the viewer's timeline: the key of its newest note."""
    viewer = viewer_of(request)
    notes = Note.objects.visible_to(viewer)
    notes = notes.timeline_of(viewer) if viewer else notes
    newer = notes.filter(pk__gt=key_in(request.GET.get("after")) or 0)
    request.newer = list(newer.values_list("pk", flat=True)[:100])
    key = request.newer[0] if request.newer else 0
    return f'"{viewer.pk if viewer else 0}-{key}-{len(request.newer)}"'


@cache_control(private=True, no_cache=True)
@condition(etag_func=newest)
def new_notes(request):
    """Say how many notes are newer than `?after=`; answer 304 if nothing has changed."""
    return render(request, "social/_new_notes.html", {"number": len(request.newer)})
