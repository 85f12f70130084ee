from django.contrib import admin, messages
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.admin import ModelAdmin

from .models import Comment, Post, Tag


class StateFilter(admin.SimpleListFilter):
    """Filter posts by what readers can see of them."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        """Return the choices: (value in the URL, text)."""
        return Post.State.choices

    def queryset(self, request, queryset):
        """Return the posts in the chosen state; anything else in the URL is ignored."""
        states: dict = {
            Post.State.DRAFT: queryset.drafts,
            Post.State.SCHEDULED: queryset.scheduled,
            Post.State.PUBLISHED: queryset.published,
        }
        return states.get(self.value(), queryset.all)()


class CommentInline(admin.TabularInline):
    """The comments that wait for approval, on the page of their post."""

    model = Comment
    extra = 0
    fields = ["author", "body", "state", "created_at"]
    readonly_fields = ["author", "body", "created_at"]

    def get_queryset(self, request):
        """Return the held comments, with their authors."""
        return Comment.objects.held().select_related("author")

    def has_add_permission(self, request, obj=None):
        """Refuse: people comment on the site."""
        return False


@admin.register(Post)
class PostAdmin(ModelAdmin):
    """Find, write, preview and publish posts."""

    list_display = ["title", "author", "get_state_display", "published_at", "comment_count"]
    list_filter = [StateFilter, "published_at", "tags"]
    list_select_related = ["author"]
    autocomplete_fields = ["author", "tags"]
    prepopulated_fields = {"slug": ["title"]}
    readonly_fields = ["preview", "created_at", "updated_at"]
    inlines = [CommentInline]
    actions = ["publish"]

    def get_queryset(self, request):
        """Count the comments of all posts in the same query."""
        return Post.objects.with_comment_count()

    def get_readonly_fields(self, request, obj=None):
        """Let only those who may see people choose the author."""
        fields = super().get_readonly_fields(request, obj)
        return fields if request.user.has_perm("accounts.view_user") else ["author", *fields]

    def save_model(self, request, obj, form, change):
        """Make the person who writes a post its author, if they chose none."""
        if obj.author_id is None:
            obj.author = request.user
        super().save_model(request, obj, form, change)

    @admin.display(description=_("comments"), ordering="comment_count")
    def comment_count(self, post):
        """Return the number of approved comments."""
        return post.comment_count

    @admin.display(description=_("preview"))
    def preview(self, post):
        """Return the body as readers see it."""
        return format_html("<div>{}</div>", post.body_html) if post.body else "-"

    @admin.action(description=_("Publish now"), permissions=["change"])
    def publish(self, request, queryset):
        """Publish the chosen drafts and scheduled posts."""
        posts = [post for post in queryset if post.state != Post.State.PUBLISHED]
        for post in posts:
            post.publish()
        done = ngettext("%(n)s post published.", "%(n)s posts published.", len(posts))
        self.message_user(request, done % {"n": len(posts)}, messages.SUCCESS)


@admin.register(Comment)
class CommentAdmin(ModelAdmin):
    """Moderate comments."""

    list_display = ["__str__", "post", "author", "state", "created_at"]
    list_filter = ["state", "created_at"]
    list_select_related = ["post", "author"]
    search_fields = ["body", "author__email", "post__title"]
    readonly_fields = ["post", "author", "body", "created_at"]
    actions = ["approve", "mark_as_spam"]

    def has_add_permission(self, request):
        """Refuse: people comment on the site."""
        return False

    @admin.action(description=_("Approve"), permissions=["change"])
    def approve(self, request, queryset):
        """Show the chosen comments to everybody."""
        number = queryset.update(state=Comment.State.APPROVED)
        done = ngettext("%(n)s comment approved.", "%(n)s comments approved.", number)
        self.message_user(request, done % {"n": number}, messages.SUCCESS)

    @admin.action(description=_("Mark as spam"), permissions=["change"])
    def mark_as_spam(self, request, queryset):
        """Hide the chosen comments from everybody."""
        number = queryset.update(state=Comment.State.SPAM)
        done = ngettext("%(n)s comment marked as spam.", "%(n)s comments marked as spam.", number)
        self.message_user(request, done % {"n": number}, messages.SUCCESS)


@admin.register(Tag)
class TagAdmin(ModelAdmin):
    """Rename tags."""

    list_display = ["name", "slug"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}
