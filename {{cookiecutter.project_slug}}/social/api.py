"""People and notes as JSON, through the same gate as the pages."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from ninja import Field, ModelSchema, Query, Router, Status
from ninja.decorators import decorate_view
from ninja.pagination import paginate

from accounts.api import public
from core.api import form_errors
from core.page_cache import cached_for_visitors
from core.pagination import KeysetPagination

from .forms import NoteForm
from .models import Note, Profile, profile_of
from .publishing import publish_once

router = Router(tags=["social"])


class ProfileOut(ModelSchema):
    """Somebody as the API shows them."""

    name: str = Field(alias="user.name")
    url: str = Field(alias="get_absolute_url")

    class Meta:
        model = Profile
        fields = ["handle", "bio", "is_private"]


class NoteOut(ModelSchema):
    """A note as the API shows it."""

    author: str = Field(alias="author.handle")
    url: str = Field(alias="get_absolute_url")
    parent: int | None = Field(None, alias="readable_parent")
    like_count: int
    reply_count: int
    is_liked: bool

    class Meta:
        model = Note
        fields = ["id", "text", "image_alt", "created_at"]


class NoteIn(ModelSchema, extra="forbid"):
    """The body of a request to write a note."""

    parent: int | None = Field(None, ge=1)

    class Meta:
        model = Note
        fields = ["text"]


def member(request):
    """Return the profile of the caller, or answer 403."""
    viewer = profile_of(request.user)
    if viewer is None:
        raise PermissionDenied("Your account has no profile. Make one on the website first.")
    return viewer


def notes(request):
    """Return the notes that the caller may read, with details."""
    viewer = profile_of(request.user)
    return Note.objects.visible_to(viewer).with_details(viewer)


@router.get("/notes/", response=list[NoteOut], auth=public)
@decorate_view(cached_for_visitors)
@paginate(KeysetPagination)
def list_notes(request, q: str = Query("", max_length=200)):
    """List notes, or those that a search finds, newest first."""
    return notes(request).search(q).order_by("-pk") if q else notes(request)


@router.get("/timeline/", response=list[NoteOut])
@paginate(KeysetPagination)
def list_timeline(request):
    """List your notes and those of the people whom you follow, newest first."""
    viewer = member(request)
    return Note.objects.timeline_of(viewer).with_details(viewer)


@router.get("/notes/{int:note_id}", response=NoteOut, auth=public)
def get_note(request, note_id: int):
    """Return one note."""
    return get_object_or_404(notes(request), pk=note_id)


@router.post("/notes/", response={201: NoteOut})
def create_note(request, payload: NoteIn):
    """Publish a note, or a reply to a note that you may read."""
    note = Note(author=member(request))
    if payload.parent:
        note.parent = get_object_or_404(Note.objects.visible_to(note.author), pk=payload.parent)
    form = NoteForm(payload.dict(), instance=note)
    if not form.is_valid():
        raise form_errors(form)
    saved = publish_once(form.save(commit=False))
    return Status(201, notes(request).get(pk=saved.pk))


@router.delete("/notes/{int:note_id}", response={204: None})
def delete_note(request, note_id: int):
    """Delete one of your notes."""
    note = get_object_or_404(member(request).notes, pk=note_id)
    note.delete()
    return Status(204, None)


@router.put("/notes/{int:note_id}/like", response=NoteOut)
def like_note(request, note_id: int):
    """Like a note; again is the same as once."""
    get_object_or_404(notes(request), pk=note_id).like(member(request))
    return notes(request).get(pk=note_id)


@router.delete("/notes/{int:note_id}/like", response=NoteOut)
def unlike_note(request, note_id: int):
    """Take a like back."""
    get_object_or_404(notes(request), pk=note_id).unlike(member(request))
    return notes(request).get(pk=note_id)


@router.get("/profiles/", response=list[ProfileOut], auth=public)
@paginate(KeysetPagination)
def list_profiles(request, q: str = Query("", max_length=200)):
    """List people, or those whom a search finds, by handle."""
    people = Profile.objects.visible_to(profile_of(request.user)).select_related("user")
    return people.search(q) if q else people


@router.get("/profiles/{slug:handle}", response=ProfileOut, auth=public)
def get_profile(request, handle: str):
    """Return one person."""
    people = Profile.objects.visible_to(profile_of(request.user)).select_related("user")
    return get_object_or_404(people, handle=handle.lower())
