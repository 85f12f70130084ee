"""Pages about one's own account. Log-in, sign-up and passwords are allauth's."""

from django.urls import path

from . import views

app_name = "accounts"
urlpatterns = [
    path("profile/", views.ProfileView.as_view(), name="profile"),
    path("activity/", views.SecurityEventListView.as_view(), name="security_events"),
    path("tokens/", views.token_list, name="token_list"),
    path("tokens/<int:pk>/revoke/", views.token_revoke, name="token_revoke"),
    path("export/", views.export, name="export"),
    path("delete/", views.delete, name="delete"),
]
