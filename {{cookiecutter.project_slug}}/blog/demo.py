"""Demo posts, in Markdown: above each are lines with its data and its comments."""

from datetime import timedelta
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.utils import timezone

from core.demo import DemoUser
from core.demo_images import draw

from .models import Comment, Post, Tag

USERS = [
    DemoUser(
        "editor@example.com",
        "Edith Editor",
        "edits every post, in the admin too",
        ("Editors",),
        is_staff=True,
    ),
    DemoUser(
        "moderator@example.com",
        "Mo Moderator",
        "approves comments in the admin",
        ("Moderators",),
        is_staff=True,
    ),
    DemoUser("author@example.com", "Arthur Author", "writes posts", ("Authors",)),
    DemoUser("reader@example.com", "Rita Reader", "reads and comments"),
]

POSTS = Path(__file__).with_name("demo_posts.md")


def load():
    """Add the demo posts and comments that are not there yet."""
    for text in POSTS.read_text(encoding="utf-8").split("\n---\n\n"):
        head, body = text.split("\n\n", 1)
        lines = [line.split(": ", 1) for line in head.splitlines()]
        load_post(dict(lines), body)
        for state, comment in lines:
            if state in Comment.State:
                load_comment(dict(lines)["title"], state, *comment.split(" ", 1))


def load_post(data, body):
    """Add one post, unless a post with its title exists."""
    if Post.objects.filter(title=data["title"]).exists():
        return
    days_ago = data.get("days_ago")
    post = Post(
        title=data["title"],
        author=get_user_model().objects.get(email=data["author"]),
        summary=data["summary"],
        body=body,
        cover_alt=f"An abstract picture of {data['cover']}",
        published_at=days_ago and timezone.now() - timedelta(days=int(days_ago), hours=1),
    )
    post.cover.save("cover.png", ContentFile(draw(data["cover"], seed=data["title"])), save=False)
    post.save()
    post.tags.set(Tag.objects.named(data["tags"].split(", ")))


def load_comment(title, state, email, body):
    """Add one comment, unless it exists, some hours after its post."""
    post = Post.objects.filter(title=title).earliest("pk")
    author = get_user_model().objects.get(email=email)
    comment, created = post.comments.get_or_create(
        author=author, body=body, defaults={"state": state}
    )
    if created and post.published_at:
        comment.created_at = post.published_at + timedelta(hours=5 * post.comments.count())
        comment.save()
