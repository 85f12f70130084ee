from django.conf import settings
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin, PermissionRequiredMixin
from django.contrib.auth.views import redirect_to_login
from django.contrib.messages.views import SuccessMessageMixin
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from django.views.generic import (
    CreateView,
    DateDetailView,
    DeleteView,
    DetailView,
    ListView,
    MonthArchiveView,
    UpdateView,
    YearArchiveView,
)

from core.forms import SearchForm
from core.pagination import CappedPaginator

from .forms import CommentForm, PostForm
from .models import Comment, Post, Tag


class PostListView(ListView):
    """The published posts, newest first, or those that a search finds, best first."""

    paginate_by = 10
    paginator_class = CappedPaginator

    def get_queryset(self):
        """Return the published posts with all that the list shows."""
        self.search_form = SearchForm(self.request.GET)
        posts = Post.objects.published().with_author_and_tags().with_comment_count()
        return self.search_form.found(posts)

    def get_context_data(self, **kwargs):
        """Add the search."""
        return super().get_context_data(search_form=self.search_form, **kwargs)


class TagDetailView(PostListView):
    """The published posts with one tag."""

    template_name = "blog/tag_detail.html"

    def get_queryset(self):
        """Return the published posts with the tag in the URL, or answer 404."""
        self.tag = get_object_or_404(Tag, slug=self.kwargs["slug"])
        return super().get_queryset().filter(tags=self.tag)

    def get_context_data(self, **kwargs):
        """Add the tag."""
        return super().get_context_data(tag=self.tag, **kwargs)


class PostYearView(YearArchiveView):
    """The posts of one year, month by month."""

    date_field = "day"
    allow_empty = True
    make_object_list = True
    paginate_by = 100
    paginator_class = CappedPaginator

    def get_queryset(self):
        """Return the published posts."""
        return Post.objects.published()


class PostMonthView(MonthArchiveView):
    """The posts of one month."""

    date_field = "day"
    paginate_by = 30
    paginator_class = CappedPaginator
    month_format = "%m"

    def get_queryset(self):
        """Return the published posts with all that the list shows."""
        return Post.objects.published().with_author_and_tags().with_comment_count()


class MyPostListView(PermissionRequiredMixin, ListView):
    """The posts that one may change: one's own, or all of them for Editors."""

    permission_required = "blog.add_post"
    template_name = "blog/my_post_list.html"
    paginate_by = 30
    paginator_class = CappedPaginator

    def get_queryset(self):
        """Return the posts that this user may change, last changed first."""
        posts = Post.objects.changeable_by(self.request.user)
        return posts.select_related("author").order_by("-updated_at")


class PostDraftView(DetailView):
    """A post without a date, for those who may change it."""

    def get_queryset(self):
        """Return the drafts that this user may change."""
        return Post.objects.drafts().changeable_by(self.request.user).with_author_and_tags()

    def get_context_data(self, **kwargs):
        """Add the comments and what this user may do."""
        return super().get_context_data(**post_context(self.request, self.object), **kwargs)


class PostDetailView(DateDetailView, PostDraftView):
    """One post with its comments. Unpublished ones are there for those who may change them."""

    date_field = "day"
    month_format = "%m"
    allow_future = True

    def get_queryset(self):
        """Return the posts that this user may read."""
        return Post.objects.visible_to(self.request.user).with_author_and_tags()


def post_context(request, post):
    """Return the context of the page of a post, without the post itself."""
    comments = post.comments.visible_to(request.user).select_related("author")
    return {
        "comments": comments,
        "has_comments": settings.BLOG_COMMENTS and post.state == "published",
        "comment_form": CommentForm(),
        "can_change": post.can_be_changed_by(request.user),
        "can_delete": post.can_be_deleted_by(request.user),
    }


class PostCreateView(PermissionRequiredMixin, SuccessMessageMixin, CreateView):
    """Write a post, for those with the permission to add one."""

    permission_required = "blog.add_post"
    form_class = PostForm
    model = Post
    success_message = _("“%(title)s” was saved.")

    def get_form_kwargs(self):
        """Make the person who is logged in the author."""
        post = Post(author=self.request.user)  # type: ignore[misc]
        return super().get_form_kwargs() | {"instance": post}


class PostUpdateView(LoginRequiredMixin, SuccessMessageMixin, UpdateView):
    """Change a post, for its author and for Editors."""

    form_class = PostForm
    success_message = _("“%(title)s” was saved.")

    def get_queryset(self):
        """Return the posts that this user may change: others are not found."""
        return Post.objects.changeable_by(self.request.user)

    @transaction.atomic
    def post(self, *args, **kwargs):
        """Save the post, if nobody else has changed it meanwhile."""
        return super().post(*args, **kwargs)


class PostDeleteView(LoginRequiredMixin, SuccessMessageMixin, DeleteView):
    """Delete a post and its comments, for its author and for Editors."""

    success_url = reverse_lazy("blog:post_list")
    success_message = _("The post was deleted.")

    def get_queryset(self):
        """Return the posts that this user may delete: others are not found."""
        return Post.objects.deletable_by(self.request.user)


COMMENTED = {
    Comment.State.HELD: _("Your comment is awaiting approval."),
    Comment.State.APPROVED: _("Your comment was published."),
}


@require_POST
def comment_create(request, pk):
    """Save a comment; answer htmx with the comments alone, and other browsers with the page."""
    posts = Post.objects.published() if settings.BLOG_COMMENTS else Post.objects.none()
    post = get_object_or_404(posts, pk=pk)
    if not request.user.is_authenticated:
        return redirect_to_login(post.get_absolute_url())
    form = CommentForm(request.POST)
    if not form.is_valid():
        return comment_page(request, post, form)
    comment = post.add_comment(request.user, form.cleaned_data["body"])
    if request.htmx:
        return comment_page(request, post, CommentForm())
    messages.success(request, COMMENTED[comment.state])
    return redirect(comment)


def comment_page(request, post, form):
    """Return the page of the post with this comment form, or for htmx that part of it."""
    context = post_context(request, post) | {"post": post, "comment_form": form}
    template = "blog/post_detail.html#comments" if request.htmx else "blog/post_detail.html"
    return render(request, template, context)
