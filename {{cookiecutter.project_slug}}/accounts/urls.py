"""Pages about one's own account. Log-in, sign-up and passwords are allauth's."""

from allauth.account.views import signup
from django.urls import path

from core.models import retried

from . import views

app_name = "accounts"
urlpatterns = [
    path("signup/", retried(signup)),  # allauth's fails where a form is sent twice at once
    path("profile/", views.ProfileView.as_view(), name="profile"),
    path("activity/", views.SecurityEventListView.as_view(), name="security_events"),
    path("tokens/", views.token_list, name="token_list"),
    path("tokens/<int:pk>/revoke/", views.token_revoke, name="token_revoke"),
    path("export/", views.export, name="export"),
    path("delete/", views.delete, name="delete"),
]
