"""Pages of the social site."""

from django.urls import path

from core import converters  # noqa: F401 (registers the kind `unicode_slug`)

from . import views
from .feeds import ProfileFeed

app_name = "social"
urlpatterns = [
    path("", views.TimelineView.as_view(), name="timeline"),
    path("everybody/", views.NoteListView.as_view(), name="note_list"),
    path("new/", views.new_notes, name="new_notes"),
    path("search/", views.SearchView.as_view(), name="search"),
    path("tags/<unicode_slug:name>/", views.HashtagDetailView.as_view(), name="hashtag_detail"),
    path("notes/new/", views.note_create, name="note_create"),
    path("notes/<int:pk>/", views.note_detail, name="note_detail"),
    path("notes/<int:pk>/reply/", views.note_reply, name="note_reply"),
    path("notes/<int:pk>/like/", views.like, name="note_like"),
    path("notes/<int:pk>/delete/", views.note_delete, name="note_delete"),
    path("notes/<int:pk>/report/", views.note_report, name="note_report"),
    path("notifications/", views.NotificationListView.as_view(), name="notifications"),
    path("requests/", views.follow_requests, name="follow_requests"),
    path("blocked/", views.blocked, name="blocked"),
    path("profile/", views.profile_edit, name="profile_edit"),
    path("@<slug:handle>/", views.ProfileDetailView.as_view(), name="profile_detail"),
    path("@<slug:handle>/feed/", ProfileFeed(), name="profile_feed"),
    path(
        "@<slug:handle>/followers/",
        views.PeopleView.as_view(relation="followers"),
        name="followers",
    ),
    path(
        "@<slug:handle>/following/",
        views.PeopleView.as_view(relation="following"),
        name="following",
    ),
    path("@<slug:handle>/follow/", views.relate, {"action": "follow"}, name="follow"),
    path("@<slug:handle>/unfollow/", views.relate, {"action": "unfollow"}, name="unfollow"),
    path("@<slug:handle>/block/", views.relate, {"action": "block"}, name="block"),
]
