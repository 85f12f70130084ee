from datetime import timedelta

from django.conf import settings
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator, slugify
from django.utils.translation import gettext_lazy as _

from core.fields import LineField, TextField
from core.images import UploadedImageField
from core.markdown import render, teaser, validate_links
from core.models import count_of, retried
from core.search import SearchQuerySet


class TagQuerySet(models.QuerySet):
    """Query methods for tags."""

    def in_use(self):
        """Return the tags of published posts, by name."""
        posts = Post.objects.published()
        return self.filter(Exists(posts.filter(tags=OuterRef("pk")))).order_by("name")

    @retried
    def named(self, names):
        """Return the tags with these names, in order; save those that are new."""
        return [self._named(name) for name in names]

    def _named(self, name):
        if tag := self.filter(name=name).first():
            return tag
        # Databases differ in which letters are the same in capitals, so Python compares.
        slug = slugify(name.casefold(), allow_unicode=True)[:60] or "tag"  # of C++ and C# it is c
        for tag in self.filter(slug__regex=rf"^{slug}(-\d+)?$"):
            if str(tag).casefold() == name.casefold():
                return tag
        return self.create(name=name, slug=free_slug(slug, self.all()))


class Tag(models.Model):
    """A word that posts have in common."""

    MAX_LENGTH = 40

    name = LineField(_("name"), max_length=MAX_LENGTH, unique=True)
    slug = models.SlugField(_("slug"), max_length=80, unique=True, allow_unicode=True)

    objects = TagQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("tag")
        verbose_name_plural = _("tags")

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        """Return the URL of the list of posts with this tag."""
        return reverse("blog:tag_detail", args=[self.slug])


class PostQuerySet(SearchQuerySet):
    """Query methods for posts."""

    def published(self):
        """Return the posts that everybody may read, newest first."""
        return self.filter(published_at__lte=timezone.now()).order_by("-published_at", "-pk")

    def scheduled(self):
        """Return the posts that are published later, on their own."""
        return self.filter(published_at__gt=timezone.now())

    def drafts(self):
        """Return the posts without a date of publication."""
        return self.filter(published_at=None)

    def changeable_by(self, user):
        """Return the posts that this user may change: all, or, while they may write, their own."""
        if user.has_perm("blog.change_post"):
            return self.all()
        return self.filter(author_id=user.pk) if user.has_perm("blog.add_post") else self.none()

    def deletable_by(self, user):
        """Return the posts that this user may delete: their own, or all of them."""
        if user.has_perm("blog.delete_post"):
            return self.all()
        return self.filter(author_id=user.pk)

    def visible_to(self, user):
        """Return the published posts, and those that this user may change."""
        return self.published() | self.changeable_by(user)

    def with_author_and_tags(self):
        """Load the authors in the same query, and all tags in one more."""
        return self.select_related("author").prefetch_related("tags")

    def with_comment_count(self):
        """Count the approved comments of each post as `comment_count`."""
        comments = Comment.objects.approved()
        return self.annotate(comment_count=count_of(comments, "post"))


class Post(models.Model):
    """An article in Markdown: a draft without `published_at`, scheduled until then."""

    class State(models.TextChoices):
        """The states of a post."""

        DRAFT = "draft", _("draft")
        SCHEDULED = "scheduled", _("scheduled")
        PUBLISHED = "published", _("published")

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="posts",
        verbose_name=_("author"),
    )
    title = LineField(_("title"), max_length=200)
    slug = models.SlugField(
        _("slug"),
        max_length=80,
        allow_unicode=True,
        blank=True,
        help_text=_("The last part of the URL. Made from the title if left empty."),
    )
    summary = LineField(
        _("summary"),
        max_length=300,
        blank=True,
        help_text=_("One or two sentences for lists and feeds."),
    )
    body = TextField(
        _("body"),
        max_length=50_000,
        validators=[validate_links],
        help_text=_("In Markdown: # heading, **bold**, [text](URL)."),
    )
    tags = models.ManyToManyField(Tag, blank=True, related_name="posts", verbose_name=_("tags"))
    cover = UploadedImageField(_("cover"), upload_to="covers", blank=True)
    cover_alt = LineField(
        _("description of the cover"),
        max_length=200,
        blank=True,
        help_text=_("What the cover shows, for people who cannot see it."),
    )
    published_at = models.DateTimeField(
        _("publish at"), null=True, blank=True, help_text=_("Leave empty to keep it as a draft.")
    )
    day = models.DateField(null=True, editable=False)  # The date of published_at, for the URL.
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "-pk"]
        indexes = [models.Index(fields=["-published_at", "-id"], name="post_newest_first")]
        constraints = [
            models.UniqueConstraint(fields=["slug", "day"], name="post_slug_unique_per_day")
        ]
        verbose_name = _("post")
        verbose_name_plural = _("posts")

    def __str__(self):
        return self.title

    @retried
    def save(self, *args, **kwargs):
        """Save the post with the day of publication, and a slug that is free on that day."""
        self.day = timezone.localdate(self.published_at) if self.published_at else None
        slug = self.slug or slugify(self.title, allow_unicode=True) or "post"
        self.slug = free_slug(slug, self.others_of_the_day())
        super().save(*args, **kwargs)

    def clean(self):
        """Refuse a slug that is taken on that day, and a cover without a description."""
        if self.published_at and not 1900 <= self.published_at.year <= 2200:
            raise ValidationError({"published_at": _("The year must be between 1900 and 2200.")})
        if self.published_at and self.slug:
            self.day = timezone.localdate(self.published_at)
            if self.others_of_the_day().filter(slug=self.slug).exists():
                message = _("Another post of %(day)s has the slug “%(slug)s”. Choose another.")
                values = {"day": self.day, "slug": self.slug}
                raise ValidationError({"slug": message % values})
        if self.cover and not self.cover_alt:
            raise ValidationError({"cover_alt": _("Describe the cover in a few words.")})

    def others_of_the_day(self):
        """Return the other posts with the same day of publication."""
        return Post.objects.filter(day=self.day).exclude(pk=self.pk)

    def get_absolute_url(self):
        """Return the URL of the post; a draft has one that shows no date."""
        if self.day is None:
            return reverse("blog:post_draft", args=[self.pk])
        day = self.day
        return reverse("blog:post_detail", args=[day.year, day.month, day.day, self.slug])

    @property
    def state(self):
        """Return the state, which follows from the date of publication."""
        if self.published_at is None:
            return self.State.DRAFT
        is_past = self.published_at <= timezone.now()
        return self.State.PUBLISHED if is_past else self.State.SCHEDULED

    @admin.display(description=_("state"))
    def get_state_display(self):
        """Return the state for people to read, as Django names it for fields with choices."""
        return self.state.label

    @property
    def body_html(self):
        """Return the body as HTML that is safe to show."""
        return render(self.body)

    @property
    def teaser(self):
        """Return the summary, or the first words of the body."""
        return self.summary or teaser(self.body, words=40)

    def can_be_changed_by(self, user):
        """Return whether this user may change the post: its author and Editors may."""
        is_author = user.pk == self.author_id and user.has_perm("blog.add_post")
        return is_author or user.has_perm("blog.change_post")

    def can_be_deleted_by(self, user):
        """Return whether this user may delete the post: its author and Editors may."""
        return user.has_perm("blog.delete_post") or user.pk == self.author_id

    def publish(self):
        """Publish the post now; one that is published keeps its date."""
        if self.state != self.State.PUBLISHED:
            self.published_at = timezone.now()
            self.save()

    @transaction.atomic
    def add_comment(self, author, body):
        """
        Save a comment, once if it is sent twice in a minute, and return it.

        One by the post's author or a moderator needs no approval.
        """
        get_user_model().objects.select_for_update().get(pk=author.pk)  # The second waits.
        lately = self.comments.filter(created_at__gt=timezone.now() - timedelta(minutes=1))
        if same := lately.filter(author=author, body=body).first():
            return same
        writes = author.pk == self.author_id and author.has_perm("blog.add_post")
        trusted = writes or author.has_perm("blog.change_comment")
        state = Comment.State.APPROVED if trusted else Comment.State.HELD
        return self.comments.create(author=author, body=body, state=state)


class CommentQuerySet(models.QuerySet):
    """Query methods for comments."""

    def approved(self):
        """Return the comments that everybody may read."""
        return self.filter(state=Comment.State.APPROVED)

    def held(self):
        """Return the comments that wait for a moderator."""
        return self.filter(state=Comment.State.HELD)

    def visible_to(self, user):
        """Return the approved comments, and those that this user wrote and that are held."""
        return self.approved() | self.held().filter(author_id=user.pk)


class Comment(models.Model):
    """A comment on a post, shown once a moderator has approved it."""

    class State(models.TextChoices):
        """Where a comment stands."""

        HELD = "held", _("Held")
        APPROVED = "approved", _("Approved")
        SPAM = "spam", _("Spam")

    post = models.ForeignKey(
        Post, on_delete=models.CASCADE, related_name="comments", verbose_name=_("post")
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="comments",
        verbose_name=_("author"),
    )
    body = TextField(_("comment"), max_length=3000)
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.HELD, db_index=True
    )
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = _("comment")
        verbose_name_plural = _("comments")

    def __str__(self):
        return Truncator(self.body).chars(60)

    def get_absolute_url(self):
        """Return the URL of the comment on the page of its post."""
        return f"{self.post.get_absolute_url()}#comment-{self.pk}"


def free_slug(slug, others, max_length=80):
    """Return the slug, with a number behind it if one of the rows `others` has it already."""
    candidate, number = slug[:max_length], 2
    while others.filter(slug=candidate).exists():
        ending = f"-{number}"
        candidate = slug[: max_length - len(ending)] + ending
        number += 1
    return candidate
