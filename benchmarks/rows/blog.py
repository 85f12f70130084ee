"""Generated posts with tags and comments, as many as somebody wants."""

from datetime import timedelta

from django.utils import timezone

from blog.models import Comment, Post, Tag

from .insertion import add_in_batches, insert, last_number, moment, slug_for
from .people import people
from .text import Text, template

TITLES = [
    template(line)
    for line in [
        "The {thing} that came back",
        "How to mend a {thing} with a {tool}",
        "A {part} for the {thing}",
        "What the {part} of a {thing} is for",
        "The {thing} by {maker}",
        "Mrs {name} and the {thing}",
        "{day} in the {place}: a {thing}",
        "A {tool}, a {part} and {number} minutes",
        "Why the {thing} went silent",
        "Notes on the {part}",
    ]
]

TAGS = """
    Repairs Electrics Bicycles How-to Textiles Tools News Notes Radios Lamps Kettles Toasters Wood
    Leather Clocks Cameras Printers Computers Phones Sewing Knitting Furniture Garden Kitchen Toys
    Music Batteries Solder Glue Paint Screws Springs Motors Bearings Safety Beginners Experts
    Events Books Videos Questions Answers Parts Makers Law Waste Energy Water History Café
""".split()  # noqa: SIM905

LINKS = Post.tags.through


def fill(number, seed):
    """Add generated posts until there are `number` of them; return how many were added."""
    return add_in_batches(Posts(seed).add, last_number(Post.objects), number)


class Posts:
    """Make posts by generated people, some of whom write much more than others."""

    def __init__(self, seed):
        self.text, self.zone = Text("post", seed), timezone.get_default_timezone()
        self.authors = [user.pk for user in people()]
        self.tags = [tag.pk for tag in Tag.objects.named(TAGS)]

    def add(self, known, numbers):
        """Add the posts with these numbers, and what hangs on them."""
        posts, links, comments = [], [], []
        for position, number in enumerate(numbers):
            self.text.start(number)
            posts.append(self.post(number, moment(number)))
            tags = self.text.several(self.tags, int(4 * self.text.random()))
            links += [(position, tag) for tag in tags]
            if self.text.happens(0.04) and posts[-1]["published_at"]:
                comments.append((position, self.comment(posts[-1])))
        keys = insert(Post, posts)
        insert(LINKS, [{"post_id": keys[position], "tag_id": tag} for position, tag in links])
        insert(Comment, [{"post_id": keys[position]} | comment for position, comment in comments])

    def post(self, number, written_at):
        """Return the columns of a post; one of a hundred is a draft."""
        text = self.text
        published_at = None if text.happens(0.01) else written_at
        title = text.fill_in(*text.pick(TITLES))
        return {
            "author_id": text.pick(self.authors),
            "title": title,
            "slug": slug_for(title, number),
            "summary": text.sentence(),
            "body": self.body(),
            "published_at": published_at,
            "day": published_at and published_at.astimezone(self.zone).date(),
            "created_at": written_at - timedelta(hours=text.rank(100)),
            "updated_at": written_at + timedelta(hours=text.rank(100)),
        }

    def body(self):
        """Return 300 to 1500 characters of Markdown."""
        text = self.text
        parts = [text.paragraph(240 + int(300 * text.random())) + text.marks()]
        if text.happens(0.7):
            parts += [f"## {text.fill_in(*text.pick(TITLES))}", text.paragraph(200)]
        if text.happens(0.3):
            parts += ["\n".join(f"- {text.sentence()}" for _ in range(3))]
        if text.happens(0.2):
            parts += [f"> {text.sentence()}"]
        parts += [f"**{text.sentence()}** {text.sentence()}"]
        return "\n\n".join(parts)

    def comment(self, post):
        """Return the columns of a comment but for its post."""
        text = self.text
        return {
            "author_id": text.pick(self.authors),
            "body": text.paragraph(40),
            "state": text.pick(["approved", "approved", "approved", "held", "spam"]),
            "created_at": post["published_at"] + timedelta(hours=1 + text.rank(100)),
        }
