import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import core.fields
import core.images
import core.markdown


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Tag",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    core.fields.LineField(
                        max_length=40,
                        unique=True,
                        verbose_name="name",
                    ),
                ),
                (
                    "slug",
                    models.SlugField(
                        allow_unicode=True, max_length=80, unique=True, verbose_name="slug"
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
                "verbose_name": "tag",
                "verbose_name_plural": "tags",
            },
        ),
        migrations.CreateModel(
            name="Post",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "title",
                    core.fields.LineField(
                        max_length=200,
                        verbose_name="title",
                    ),
                ),
                (
                    "slug",
                    models.SlugField(
                        allow_unicode=True,
                        blank=True,
                        help_text="The last part of the URL. Made from the title if left empty.",
                        max_length=80,
                        verbose_name="slug",
                    ),
                ),
                (
                    "summary",
                    core.fields.LineField(
                        blank=True,
                        help_text="One or two sentences for lists and feeds.",
                        max_length=300,
                        verbose_name="summary",
                    ),
                ),
                (
                    "body",
                    core.fields.TextField(
                        validators=[core.markdown.validate_links],
                        help_text="In Markdown: # heading, **bold**, [text](URL).",
                        max_length=50000,
                        verbose_name="body",
                    ),
                ),
                (
                    "cover",
                    core.images.UploadedImageField(
                        blank=True,
                        help_text="JPEG, PNG or WebP, at most 5 MB.",
                        upload_to="covers",
                        verbose_name="cover",
                    ),
                ),
                (
                    "cover_alt",
                    core.fields.LineField(
                        blank=True,
                        help_text="What the cover shows, for people who cannot see it.",
                        max_length=200,
                        verbose_name="description of the cover",
                    ),
                ),
                (
                    "published_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="Leave empty to keep it as a draft.",
                        null=True,
                        verbose_name="publish at",
                    ),
                ),
                ("day", models.DateField(editable=False, null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created at")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated at")),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="posts",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="author",
                    ),
                ),
                (
                    "tags",
                    models.ManyToManyField(
                        blank=True, related_name="posts", to="blog.tag", verbose_name="tags"
                    ),
                ),
            ],
            options={
                "ordering": ["-published_at", "-pk"],
                "verbose_name": "post",
                "verbose_name_plural": "posts",
                "indexes": [
                    models.Index(fields=["-published_at", "-id"], name="post_newest_first")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("slug", "day"), name="post_slug_unique_per_day")
                ],
            },
        ),
        migrations.CreateModel(
            name="Comment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "body",
                    core.fields.TextField(
                        max_length=3000,
                        verbose_name="comment",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("held", "Held"), ("approved", "Approved"), ("spam", "Spam")],
                        db_index=True,
                        default="held",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created at")),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="comments",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="author",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="comments",
                        to="blog.post",
                        verbose_name="post",
                    ),
                ),
            ],
            options={
                "ordering": ["created_at", "pk"],
                "verbose_name": "comment",
                "verbose_name_plural": "comments",
            },
        ),
    ]
