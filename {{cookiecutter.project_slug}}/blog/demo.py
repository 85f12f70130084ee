"""Demo posts, written in Markdown with a few lines of data on top, and comments."""

from datetime import timedelta
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.utils import timezone

from core.demo import DemoUser
from core.demo_images import draw

from .models import Post, Tag

USERS = [
    DemoUser(
        email="editor@example.com",
        name="Edith Editor",
        about="edits every post, in the admin too",
        roles=("Editors",),
        is_staff=True,
    ),
    DemoUser(
        email="moderator@example.com",
        name="Mo Moderator",
        about="approves comments in the admin",
        roles=("Moderators",),
        is_staff=True,
    ),
    DemoUser(
        email="author@example.com",
        name="Arthur Author",
        about="writes posts",
        roles=("Authors",),
    ),
    DemoUser(
        email="reader@example.com",
        name="Rita Reader",
        about="reads and comments",
    ),
]

POSTS = Path(__file__).with_name("demo_posts.md")

# Title of the post: email address, state and text of its comments
COMMENTS = {
    "The kettle that came back three times": [
        ("reader@example.com", "approved", "Ours did the same. It was the counter!"),
        ("editor@example.com", "approved", "I have put a spirit level into the toolbox."),
        ("reader@example.com", "held", "Does this work for kettles without a lid hinge?"),
    ],
    "How to true a wheel without a stand": [
        ("reader@example.com", "approved", "The pegs are brilliant. Forty minutes, but it runs."),
        ("moderator@example.com", "approved", "Put a drop of oil on the nipples first."),
    ],
    "Why we write everything down": [
        ("author@example.com", "approved", "Volume three of the book is nearly full."),
    ],
    "A soldering evening for people who have never held an iron": [
        ("reader@example.com", "held", "Is there a place left in December?"),
        ("reader@example.com", "spam", "Cheap watches!!! Best prices, visit my page"),
    ],
    "The radio from 1957": [
        ("reader@example.com", "approved", "My grandmother had this one. Which resistor was it?"),
        ("author@example.com", "approved", "R7, 220 kΩ. It is on the label inside the lid."),
    ],
    "The tool library opens on Saturday": [
        ("moderator@example.com", "approved", "We now have three tile cutters."),
    ],
    "Welcome to the bench": [
        ("reader@example.com", "approved", "See you on Saturday, with a lamp."),
    ],
}


def load():
    """Add the demo posts and comments that are not there yet."""
    for text in POSTS.read_text(encoding="utf-8").split("\n---\n\n"):
        load_post(text)
    for title, comments in COMMENTS.items():
        for email, state, body in comments:
            load_comment(title, email, state, body)


def load_post(text):
    """Add one post, unless a post with its title exists."""
    head, body = text.split("\n\n", 1)
    data = dict(line.split(": ", 1) for line in head.splitlines())
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


def load_comment(title, email, state, body):
    """Add one comment, unless it exists, some hours after its post."""
    post = Post.objects.filter(title=title).earliest("pk")
    author = get_user_model().objects.get(email=email)
    comment, created = post.comments.get_or_create(
        author=author, body=body, defaults={"state": state}
    )
    if created and post.published_at:
        comment.created_at = post.published_at + timedelta(hours=5 * post.comments.count())
        comment.save()
