from django.contrib import messages
from django.core import signing
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_POST
from django.views.decorators.vary import vary_on_headers
from django.views.generic import ListView

from core.forms import SearchForm
from core.models import retried
from core.pagination import page_behind
from social.decorators import member_required
from social.forms import NewNotesForm, NoteForm, ReportForm
from social.models import Hashtag, Note, Profile, Report, profile_of
from social.publishing import publish_once
from social.text import hashtag_name


class KeysetListView(ListView):
    """A list in pages that go on behind the last row: `?after=` takes the cursor of a page."""

    page_size = 20

    def get_context_data(self, **kwargs):
        """Add `page`, a list, and `next`, the cursor of the next page or None. Two queries."""
        context = super().get_context_data(**kwargs)
        cursor = self.request.GET.get("after", "")
        try:
            page, following = page_behind(self.object_list, cursor, self.page_size)
        except signing.BadSignature:
            raise Http404 from None
        return context | {"page": page, "next": following}


@method_decorator(vary_on_headers("HX-Request"), name="dispatch")
class NoteListView(KeysetListView):
    """The notes that everybody whom the viewer may meet has written, newest first."""

    template_name = "social/note_list.html"

    def get_queryset(self):
        """Return the notes with all that the list shows."""
        self.viewer = profile_of(self.request.user)
        return self.get_notes(Note.objects.visible_to(self.viewer)).with_details(self.viewer)

    def get_notes(self, notes):
        """Return those of the visible notes that this page is about."""
        return notes

    def get_template_names(self):
        """Return the template; for htmx, the part with the notes, which is the same everywhere."""
        if "HX-Request" in self.request.headers:
            return ["social/note_list.html#page"]
        return [self.template_name]

    def get_context_data(self, **kwargs):
        """Add the viewer and an empty form."""
        return super().get_context_data(viewer=self.viewer, form=NoteForm(), **kwargs)


class TimelineView(NoteListView):
    """The notes of the people whom one follows; for visitors, all public notes."""

    template_name = "social/timeline.html"

    def get_notes(self, notes):
        """Return one's own notes and those of the people one follows."""
        return Note.objects.timeline_of(self.viewer) if self.viewer else notes


class HashtagDetailView(NoteListView):
    """The notes with one hashtag."""

    template_name = "social/hashtag_detail.html"

    def get_notes(self, notes):
        """Return the notes with the hashtag in the URL, or answer 404."""
        self.hashtag = Hashtag(name=hashtag_name(self.kwargs["name"]))
        found = notes.filter(hashtags__name=self.hashtag.name)
        if not found.exists():  # Whether others use it where one may not read, is their secret.
            raise Http404
        return found

    def get_context_data(self, **kwargs):
        """Add the hashtag."""
        return super().get_context_data(hashtag=self.hashtag, **kwargs)


class SearchView(NoteListView):
    """The people and the notes with all of some words."""

    template_name = "social/search.html"

    def get_notes(self, notes):
        """Return the notes with the words."""
        self.search_form = SearchForm(self.request.GET)
        self.words = self.search_form.words
        return notes.search(self.words).order_by("-pk")

    def get_context_data(self, **kwargs):
        """Add the first 20 people."""
        people = Profile.objects.visible_to(self.viewer).search(self.words)
        kwargs["people"] = people.select_related("user")[:20]
        return super().get_context_data(search_form=self.search_form, words=self.words, **kwargs)


def note_detail(request, pk):
    """Show a note, what it replies to, and the replies."""
    viewer = profile_of(request.user)
    notes = Note.objects.visible_to(viewer).with_details(viewer)
    note = get_object_or_404(notes, pk=pk)
    context = {
        "note": note,
        "above": notes.above(note),
        "replies": notes.filter(parent=note).order_by("pk")[:200],
        "viewer": viewer,
        "form": NoteForm(),
    }
    return render(request, "social/note_detail.html", context)


@require_POST
@member_required
def note_create(request, viewer):
    """Publish a note."""
    form = NoteForm(request.POST, request.FILES, instance=Note(author=viewer))
    if not form.is_valid():
        return render(request, "social/note_form.html", {"form": form, "viewer": viewer})
    publish_once(form.save(commit=False))
    messages.success(request, _("Your note was published."))
    return redirect("social:timeline")


@require_POST
@member_required
def note_reply(request, viewer, pk):
    """Publish a reply to a note that the viewer may read."""
    parent = get_object_or_404(Note.objects.visible_to(viewer), pk=pk)
    form = NoteForm(request.POST, request.FILES, instance=Note(author=viewer, parent=parent))
    if not form.is_valid():
        return render(request, "social/note_form.html", {"form": form, "viewer": viewer})
    publish_once(form.save(commit=False))
    return redirect(parent)


@require_POST
@member_required
def note_delete(request, viewer, pk):
    """Delete one of one's own notes; the replies of others stay."""
    note = get_object_or_404(viewer.notes, pk=pk)
    note.delete()
    messages.success(request, _("The note was deleted."))
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
@retried
def note_report(request, viewer, pk):
    """Ask moderators to look at a note."""
    note = get_object_or_404(Note.objects.visible_to(viewer).exclude(author=viewer), pk=pk)
    report = Report.objects.filter(reporter=viewer, note=note).first()
    if report and report.state != Report.State.OPEN:
        messages.info(request, _("A moderator has already reviewed your report of this note."))
        return redirect(note)
    form = ReportForm(request.POST or None, instance=report or Report(reporter=viewer, note=note))
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Thank you. A moderator will review the note."))
        return redirect("social:timeline")
    return render(request, "social/note_report.html", {"form": form, "note": note})


@cache_control(private=True, no_cache=True)
@conditional_page
def new_notes(request):
    """Say how many notes are newer than `?since=`; answer 304 if the number is the same."""
    form = NewNotesForm(request.GET)
    if not form.is_valid():
        raise Http404
    viewer = profile_of(request.user)
    notes = Note.objects.timeline_of(viewer) if viewer else Note.objects.visible_to(None)
    number = notes.filter(pk__gt=form.cleaned_data["since"] or 0)[:100].count()
    return render(request, "social/_new_notes.html", {"number": number})
