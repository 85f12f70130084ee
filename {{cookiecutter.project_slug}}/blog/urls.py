"""Pages of the blog."""

from django.urls import path

from core.page_cache import cached_for_visitors as cached

from . import feeds, views

app_name = "blog"
urlpatterns = [
    path("", cached(views.PostListView.as_view()), name="post_list"),
    path("new/", views.PostCreateView.as_view(), name="post_create"),
    path("mine/", views.MyPostListView.as_view(), name="my_post_list"),
    path("feed/rss/", cached(feeds.RssFeed()), name="feed_rss"),
    path("feed/atom/", cached(feeds.AtomFeed()), name="feed_atom"),
    path("tags/<unicode_slug:slug>/", cached(views.TagDetailView.as_view()), name="tag_detail"),
    path("drafts/<int:pk>/", views.PostDraftView.as_view(), name="post_draft"),
    path("posts/<int:pk>/change/", views.PostUpdateView.as_view(), name="post_update"),
    path("posts/<int:pk>/delete/", views.PostDeleteView.as_view(), name="post_delete"),
    path("posts/<int:pk>/comment/", views.comment_create, name="comment_create"),
    path("<int:year>/", cached(views.PostYearView.as_view()), name="post_year"),
    path("<int:year>/<int:month>/", cached(views.PostMonthView.as_view()), name="post_month"),
    path(
        "<int:year>/<int:month>/<int:day>/<unicode_slug:slug>/",
        cached(views.PostDetailView.as_view()),
        name="post_detail",
    ),
]
