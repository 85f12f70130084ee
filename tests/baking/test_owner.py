"""An owner edits the site as owners do, and the tests of the project stay green."""

import re
import shutil
from functools import partial

import pytest

from tests.commands import DEVELOPMENT, change, program, run, run_program

SETTINGS = "config/settings.py"


def replace(name, old, new):
    """Return an edit that replaces a text, which stands once in a file."""
    return lambda project: change(project / name, old, new)


def write(name, text):
    """Return an edit that writes a file."""
    return lambda project: (project / name).write_text(text, encoding="utf-8")


def delete(*names):
    """Return an edit that deletes files and directories, where they are."""

    def edit(project):
        for path in filter(None, (project / name for name in names)):
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)

    return edit


def setting(name, value):
    """Return an edit that gives a setting another value, which is one line of the file."""

    def edit(project):
        path = project / SETTINGS
        text, count = re.subn(rf"(?m)^{name}(:.*?)? = .*$", f"{name} = {value}", path.read_text())
        assert count == 1, name
        path.write_text(text, encoding="utf-8")

    return edit


def manage(project, *command):
    """Run a command of the project, as its owner does."""
    run(project, "manage.py", *command, **DEVELOPMENT)


def without_translations(project):
    """Have one language, English, and no translations."""
    setting("LANGUAGES", '[("en", "English")]')(project)
    for path in project.glob("*/locale"):
        shutil.rmtree(path)


def in_german(project):
    """Have one language, German."""
    setting("LANGUAGE_CODE", '"de"')(project)
    setting("LANGUAGES", '[("de", "Deutsch")]')(project)


def add_app(project, name, private):
    """Start an app, and add the two lines that the command asks for."""
    manage(project, "startapp", name)
    change(project / SETTINGS, '    "accounts",\n', f'    "accounts",\n    "{name}",\n')
    line = f'    path("{name}/", include("{name}.urls")),\n'
    change(project / "config/urls.py", "urlpatterns = [\n", f"urlpatterns = [\n{line}")
    if private:
        views = project / name / "views.py"
        text = views.read_text("utf-8").replace("ListView(", "ListView(LoginRequiredMixin, ", 1)
        text = re.sub(r"\n(class \w+ListView\()", r"\n\1", text)
        if "import LoginRequiredMixin" not in text:
            text = f"from django.contrib.auth.mixins import LoginRequiredMixin\n{text}"
        views.write_text(text, encoding="utf-8")
        shutil.rmtree(project / name / "tests")  # as a visitor without an account
    manage(project, "makemigrations", name)


def add_field(project, app, model, module):
    """Add a field to a model, with a label that is not marked for translation."""
    path = project / app / module
    field = '    note_of_owner = models.CharField("note", max_length=50, blank=True, default="")\n'
    text, count = re.subn(
        rf'(class {model}\(.*\):\n    """(?:.|\n)*?"""\n\n)', rf"\1{field}", path.read_text("utf-8")
    )
    assert count == 1
    path.write_text(text, encoding="utf-8")
    manage(project, "makemigrations", app)


def write_long_view(project):
    """Write a view of 60 lines."""
    lines = "\n".join(f"    text += 'line {number}'" for number in range(57))
    view = f'\n\ndef long_view(request):\n    text = ""\n{lines}\n    return HttpResponse(text)\n'
    with (project / "core" / "views.py").open("a", encoding="utf-8") as file:
        file.write(view)
    new = '    path("long/", views.long_view, name="long"),\n'
    change(project / "core/urls.py", "urlpatterns = [\n", f"urlpatterns = [\n{new}")


def add_middleware(project):
    """Write middleware that adds a header to every response."""
    (project / "core" / "greeting.py").write_text(
        "class GreetingMiddleware:\n"
        "    def __init__(self, get_response):\n"
        "        self.get_response = get_response\n\n"
        "    def __call__(self, request):\n"
        "        response = self.get_response(request)\n"
        '        response.headers["X-Greeting"] = "Hello"\n'
        "        return response\n",
        encoding="utf-8",
    )
    entry = '    "core.greeting.GreetingMiddleware",\n'
    change(project / SETTINGS, "MIDDLEWARE = [\n", f"MIDDLEWARE = [\n{entry}")


def add_form_field(project, app, model, module, first):
    """Add a field to a model and to its form, whose first field so far is named."""
    add_field(project, app, model, module)
    old = f'fields = ["{first}", '
    change(project / app / "forms.py", old, f'{old}"note_of_owner", ')


def move_url(app, url):
    """Return an edit that serves an app at another URL."""
    return replace("config/urls.py", f'"{app}/", include', f'"{url}", include')


def reword(project):
    """Put other words into the templates."""
    for app in ("accounts", "blog", "core"):
        for path in project.glob(f"{app}/templates/**/*.html"):
            text = re.sub(r'{% translate "[^"]*" %}', "Well then", path.read_text("utf-8"))
            path.write_text(text, encoding="utf-8")


def without_footer(project):
    """Drop the footer of all pages."""
    path = project / "core/templates/base.html"
    text, count = re.subn(r"(?s)<footer.*?</footer>", "", path.read_text("utf-8"))
    assert count == 1
    path.write_text(text, encoding="utf-8")


def close_sign_up_in_code(project):
    """Let nobody sign up, whatever the settings say."""
    path = project / "accounts/adapter.py"
    change(path, "return settings.SIGNUP_OPEN", "return False")


def rename_model(project):
    """Call the tags of the blog topics, in the code and in the tests."""
    for path in (project / "blog").rglob("*.py"):
        if "migrations" not in path.parts:
            text = re.sub(r"\bTag\b", "Topic", path.read_text("utf-8"))
            path.write_text(text, encoding="utf-8")
    newest = max(path.stem for path in (project / "blog" / "migrations").glob("0*.py"))
    (project / "blog" / "migrations" / "0099_topic.py").write_text(
        "from django.db import migrations\n\n\n"
        "class Migration(migrations.Migration):\n"
        f'    dependencies = [("blog", "{newest}")]\n'
        '    operations = [migrations.RenameModel("Tag", "Topic")]\n',
        encoding="utf-8",
    )
    manage(project, "makemigrations", "blog")


def lower_limits(project):
    """Show fewer rows on a page, and allow shorter texts and smaller pictures."""
    for path in project.glob("*/views.py"):
        text = re.sub(r"paginate_by = \d+", "paginate_by = 4", path.read_text("utf-8"))
        path.write_text(text, encoding="utf-8")
    change(project / "core/images.py", "MAX_SIDE_PIXELS = 2000", "MAX_SIDE_PIXELS = 800")
    change(
        project / "accounts/models.py",
        "max_length=80,\n        validators=[validate_no_url]",
        "max_length=60,\n        validators=[validate_no_url]",
    )
    manage(project, "makemigrations", "accounts")


HOME = """\
{% extends "base.html" %}
{% block title %}Willkommen{% endblock title %}
{% block content %}<h1>Grüß Gott</h1><p>Quay Street 4</p>{% endblock content %}
"""

EVERYWHERE = {
    "own README": write("README.md", "# Müller & Söhne\n\nOur site.\n"),
    "a package": replace(
        "pyproject.toml", "dependencies = [\n", 'dependencies = [\n  "requests>=2",\n'
    ),
    "no editor settings": delete(".vscode", ".devcontainer", ".editorconfig"),
    "no workflows": delete(".github", ".gitlab-ci.yml", ".pre-commit-config.yaml"),
    "no documents": delete("docs", "SECURITY.md", "CHANGELOG.md"),
    "no AGENTS.md": delete("AGENTS.md"),
    "no deployment files": delete("deploy", "Procfile", ".dockerignore"),
    "other limits": setting("RATE_LIMITS", '{"writes": 7, "api": 9000}'),
    "more files in an upload": setting("DATA_UPLOAD_MAX_NUMBER_FILES", "40"),
    "shorter passwords": replace(SETTINGS, '"min_length": 12', '"min_length": 9'),
    "other session age": setting("SESSION_COOKIE_AGE", "60 * 60 * 24 * 30"),
    "other time zone": replace(SETTINGS, 'default="UTC"', 'default="Asia/Tokyo"'),
    "another name": setting("SITE_NAME", '"Müller & Söhne"'),
    "another description": setting("SITE_DESCRIPTION", '"Räder & mehr"'),
    "another admin path": replace(SETTINGS, 'default="admin"', 'default="desk-7q3x"'),
    "another CSP source": replace(
        SETTINGS, '"img-src": [CSP.SELF]', '"img-src": [CSP.SELF, "https://tile.example.org"]'
    ),
    "no HSTS of subdomains": setting(
        "SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD", "False"
    ),
    "another referrer policy": setting(
        "SECURE_REFERRER_POLICY", '"strict-origin-when-cross-origin"'
    ),
    "sign-up closed": setting("SIGNUP_OPEN", "False"),
    "another sender": replace(SETTINGS, 'default="site@localhost"', 'default="us@example.org"'),
    "other colours": replace(
        "core/static/core/site.css", "\n:root {", "\n:root {\n  --mine: #123456;"
    ),
    "another icon": write("core/static/core/icon.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>"),
    "own first page": write("core/templates/core/home.html", HOME),
    "a footer with an address": replace(
        "core/templates/base.html",
        '<footer class="site-footer">',
        '<footer class="site-footer">Quay 4',
    ),
    "a view of 60 lines": write_long_view,
    "a field without translation": partial(
        add_field, app="accounts", model="User", module="models.py"
    ),
    "lower limits": lower_limits,
    "files at another URL": setting("STATIC_URL", '"assets/"'),
    "uploads at another URL": setting("MEDIA_URL", '"files/"'),
    "another page after signing in": setting("LOGIN_REDIRECT_URL", '"home"'),
    "one password field": replace(SETTINGS, '"password1*", "password2*"', '"password1*"'),
    "another cookie name": setting("SESSION_COOKIE_NAME", '"sid"'),
    "a third app": partial(add_app, name="events", private=False),
    "a private app": partial(add_app, name="ledger", private=True),
    "another middleware": add_middleware,
    "other words": reword,
    "no footer": without_footer,
    "sign-up closed in the code": close_sign_up_in_code,
    "another name of the accounts": replace(
        "accounts/apps.py", 'verbose_name = _("People")', 'verbose_name = "Members"'
    ),
}
ENGLISH = {"English only": without_translations}
GERMAN = {"German only": in_german}
OF_BLOG = {
    "comments off": replace("blog/settings.py", "default=True", "default=False"),
    "a model renamed": rename_model,
    "the blog at another URL": move_url("blog", "news/of/the/day/"),
    "another name in the menu": replace(
        "blog/apps.py", 'verbose_name = _("Blog")', 'verbose_name = "News"'
    ),
    "a field in the form": partial(
        add_form_field, app="blog", model="Post", module="models.py", first="title"
    ),
}
OF_SHOP = {
    "the shop at another URL": move_url("shop", "store/"),
    "a field in the form": partial(
        add_form_field, app="shop", model="Order", module="models/orders.py", first="name"
    ),
}
OF_SOCIAL = {
    "the social site at another URL": move_url("social", "people/"),
    "a field in the form": partial(
        add_form_field, app="social", model="Note", module="models/notes.py", first="text"
    ),
}
ROUNDS = {
    "blog-english": ("blog", EVERYWHERE | OF_BLOG | ENGLISH),
    "blog-german": ("blog", EVERYWHERE | GERMAN),
    "shop": ("shop", EVERYWHERE | OF_SHOP | ENGLISH),
    "social": ("social", EVERYWHERE | OF_SOCIAL | GERMAN),
    "none": ("none", EVERYWHERE | ENGLISH),
}


@pytest.mark.parametrize("round_name", ROUNDS)
def test_ordinary_edits_leave_the_tests_green(bake, round_name):
    starter, edits = ROUNDS[round_name]
    project = bake(starter=starter, include_tour=False, include_operations=False)
    for edit in edits.values():
        edit(project)

    run(project, "manage.py", "check", **DEVELOPMENT)
    run_program(project, program("pytest"), "-p", "no:cacheprovider", "-n", "2")


def test_there_are_many_edits():
    assert len(EVERYWHERE | OF_BLOG | ENGLISH | GERMAN) >= 30
