"""One more field of a post: the steps that AGENTS.md of the project lists, and nothing else."""

from tests.commands import DEVELOPMENT, run

EDITS = {
    "blog/models.py": (
        "    summary = LineField(",
        '    subtitle = LineField(_("subtitle"), max_length=200, blank=True)\n',
    ),
    "blog/apps.py": ('"summary", "body"]}', '"subtitle", '),
    "blog/forms.py": ('"summary", "body", "cover"', '"subtitle", '),
    "blog/templates/blog/post_detail.html": (
        '    <p class="meta"><bdi>{{ post.author }}',
        "    <p>{{ post.subtitle }}</p>\n",
    ),
}
OLD_ROWS = """
from blog.models import Post
Post.objects.filter(pk=1).update(subtitle="Boils zephyrs")
print([post.pk for post in Post.objects.search("zephyrs")])
"""
TEST = """
import pytest
from django.test import Client

from accounts.models import Token
from blog.models import Post

pytestmark = pytest.mark.django_db


def test_subtitle_is_written_shown_found_and_in_the_api(client, author):
    client.force_login(author)
    form = {"title": "A kettle", "subtitle": "Boils zephyrs", "body": "Text", "publish": "on"}

    page = client.post("/blog/new/", form, follow=True)

    assert "<p>Boils zephyrs</p>" in page.text
    assert "A kettle" in client.get("/blog/?q=zephyrs").text
    assert client.get("/api/posts/?q=zephyrs").json()["items"][0]["subtitle"] == "Boils zephyrs"


def test_subtitle_is_taken_from_programs(author):
    secret = Token.objects.issue(author, "test")
    program = Client(headers={"authorization": f"Bearer {secret}"})
    sent = {"title": "A kettle", "subtitle": "Sent", "body": "Text"}

    answer = program.post("/api/posts/", sent, content_type="application/json")

    assert answer.json()["subtitle"] == Post.objects.get().subtitle == "Sent"


def test_subtitle_is_edited_by_staff(client, admin_user, make_post):
    post = make_post()
    client.force_login(admin_user)

    assert 'name="subtitle"' in client.get(f"/admin/blog/post/{post.pk}/change/").text
"""


def test_one_more_field_of_a_post_takes_four_edits_and_a_migration(bake, tmp_path):
    project = bake(starter="blog", include_tour=False, include_operations=False)
    variables = DEVELOPMENT | {"DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3"}
    run(project, "manage.py", "demo", "--no-serve", **variables)

    for path, (place, added) in EDITS.items():
        text = (project / path).read_text(encoding="utf-8")
        assert text.count(place) == 1, path
        (project / path).write_text(text.replace(place, added + place), encoding="utf-8")
    run(project, "manage.py", "makemigrations", "blog", **variables)
    run(project, "manage.py", "migrate", **variables)
    found = run(project, "manage.py", "shell", "--no-imports", "-c", OLD_ROWS, **variables)
    assert found.strip() == "[1]"
    (project / "blog/tests/test_subtitle.py").write_text(TEST, encoding="utf-8")

    run(project, "-m", "pytest", "-n", "0", "-p", "no:cacheprovider", "blog", **DEVELOPMENT)
