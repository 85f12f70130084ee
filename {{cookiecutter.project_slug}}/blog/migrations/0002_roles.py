from django.db import migrations

from accounts.roles import Grant

POSTS = ["blog.add_post", "blog.change_post", "blog.delete_post", "blog.view_post"]
TAGS = ["blog.add_tag", "blog.change_tag", "blog.delete_tag", "blog.view_tag"]
COMMENTS = ["blog.change_comment", "blog.delete_comment", "blog.view_comment"]


class Migration(migrations.Migration):
    """Say what each role may do with posts, tags and comments."""

    dependencies = [("accounts", "0001_initial"), ("blog", "0001_initial")]

    operations = [
        Grant("Authors", ["blog.add_post"]),
        Grant("Editors", [*POSTS, *TAGS, *COMMENTS]),
        Grant("Moderators", ["blog.view_post", *COMMENTS]),
    ]
