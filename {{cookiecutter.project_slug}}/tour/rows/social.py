from django.db.models import Count, Exists, F, OuterRef
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from social.models import Note, Notification, NotificationKind
from tour.pages.orm.query import Query
from tour.pages.versatility import formats
from tour.rows import Feature

ROWS = [
    Feature(
        advantage="rapid",
        feature=_("One model gives notes their table, form, admin and API the same rules"),
        code="social/models/notes.py::Note",
        see="/social/",
        docs="topics/forms/modelforms/",
        proofs=("tour/tests/test_one_model.py",),
    ),
    Feature(
        advantage="batteries",
        feature=_("Conditional requests, feeds, uploads, and a moderation queue in the admin"),
        code="social/views/notes.py::new_notes",
        see="/social/new/",
        docs="topics/conditional-view-processing/",
        proofs=(
            "social/tests/test_notes.py::test_new_notes_are_counted_and_nothing_new_is_304",
            "social/tests/test_people.py::test_feed_has_public_notes_alone",
            "social/tests/test_people.py::test_report_waits_for_moderators_who_hide_the_note",
        ),
    ),
    Feature(
        advantage="orm",
        feature=_("A timeline with counts and privacy in one query, at 10 notes and at 500"),
        code="social/models/notes.py::NoteQuerySet",
        see="/social/everybody/",
        docs="ref/models/expressions/",
        proofs=(
            "social/tests/test_notes.py::test_lists_cost_the_same_queries_with_10_and_with_500",
            "social/tests/test_notes.py::test_pages_follow_each_other_without_gaps",
        ),
    ),
    Feature(
        advantage="security",
        feature=_("A block hides everything in both directions, on every page and in the API"),
        code="social/models/people.py::ProfileQuerySet",
        see="/social/",
        docs="topics/db/queries/",
        proofs=(
            "social/tests/test_blocks.py",
            "social/tests/test_privacy.py",
            "social/tests/test_security.py",
            "social/tests/test_notes.py::test_picture_is_made_anew_and_needs_a_description",
        ),
    ),
    Feature(
        advantage="versatility",
        feature=_("Meeting: profiles, notes, follows and notifications, as pages and JSON"),
        code="social/publishing.py::publish",
        see="/api/social/notes/",
        docs="topics/db/transactions/",
        proofs=(
            "social/tests/test_notes.py",
            "social/tests/test_people.py",
            "social/tests/test_api.py",
        ),
    ),
]


def friends(follows):
    """Return pairs of people who follow each other."""
    back = follows.filter(follower=OuterRef("followed"), followed=OuterRef("follower"))
    mutual = follows.accepted().filter(Exists(back.accepted()), follower__lt=F("followed"))
    return mutual.values("follower__handle", "followed__handle").order_by("pk")[:20]


def quiet_notes(notes):
    """Return public notes with more likes than replies."""
    likes, replies = Count("likes", distinct=True), Count("replies", distinct=True)
    counted = notes.visible_to(None).values("text").annotate(likes=likes, replies=replies)
    return counted.filter(likes__gt=F("replies")).order_by("-likes", "-pk")[:20]


QUERIES = [
    Query(
        title=_("People who follow each other"),
        model="social.Follow",
        ask=friends,
    ),
    Query(
        title=_("Notes with more likes than replies"),
        model="social.Note",
        ask=quiet_notes,
    ),
]


def example():
    """Return the newest note that everybody may read and that replies to none, or None."""
    notes = Note.objects.visible_to(None).filter(parent=None)
    return notes.select_related("author__user").first()


def digest_mail(note, request):
    """Return the email that tells somebody about a note which mentions them."""
    news = Notification(actor=note.author, kind=NotificationKind.MENTION, note=note)
    context = {"person": {"user": {"name": "Ada"}}, "notifications": [news]}
    return render_to_string("social/email/digest.txt", context)


FORMATS = [
    formats.page("social/views/notes.py::note_detail", Note.get_absolute_url),
    formats.answer("social/api.py::NoteOut", lambda note: reverse("api:get_note", args=[note.pk])),
    formats.feed(
        "RSS",
        "social/feeds.py::ProfileFeed",
        lambda note: reverse("social:profile_feed", args=[note.author.handle]),
    ),
    formats.email(
        "social/tasks.py::send_digest",
        digest_mail,
        _("Made from this site’s own template, with a reader invented for this page."),
    ),
]
