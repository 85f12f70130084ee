"""Pages of the social site."""

from django.urls import path

from .feeds import ProfileFeed
from .views import notes, people

app_name = "social"
urlpatterns = [
    path("", notes.TimelineView.as_view(), name="timeline"),
    path("everybody/", notes.NoteListView.as_view(), name="note_list"),
    path("new/", notes.new_notes, name="new_notes"),
    path("search/", notes.SearchView.as_view(), name="search"),
    path("tags/<str:name>/", notes.HashtagDetailView.as_view(), name="hashtag_detail"),
    path("notes/new/", notes.note_create, name="note_create"),
    path("notes/<int:pk>/", notes.note_detail, name="note_detail"),
    path("notes/<int:pk>/reply/", notes.note_reply, name="note_reply"),
    path("notes/<int:pk>/like/", notes.like, name="note_like"),
    path("notes/<int:pk>/delete/", notes.note_delete, name="note_delete"),
    path("notes/<int:pk>/report/", notes.note_report, name="note_report"),
    path("notifications/", people.NotificationListView.as_view(), name="notifications"),
    path("requests/", people.follow_requests, name="follow_requests"),
    path("blocked/", people.blocked, name="blocked"),
    path("unsubscribe/<str:token>/", people.unsubscribe, name="unsubscribe"),
    path("profile/", people.profile_edit, name="profile_edit"),
    path("@<slug:handle>/", people.ProfileDetailView.as_view(), name="profile_detail"),
    path("@<slug:handle>/feed/", ProfileFeed(), name="profile_feed"),
    path(
        "@<slug:handle>/followers/",
        people.PeopleView.as_view(relation="followers"),
        name="followers",
    ),
    path(
        "@<slug:handle>/following/",
        people.PeopleView.as_view(relation="following"),
        name="following",
    ),
    path("@<slug:handle>/follow/", people.relate, {"action": "follow"}, name="follow"),
    path("@<slug:handle>/unfollow/", people.relate, {"action": "unfollow"}, name="unfollow"),
    path("@<slug:handle>/block/", people.relate, {"action": "block"}, name="block"),
]
