import keyword
import re
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import CommandError
from django.core.management.commands import startapp

TEMPLATE = Path(settings.BASE_DIR, "core", "app_template")
TAKEN = {"api", "archives", "language", "media", "static", "staticfiles"}
NEXT = """\
{name}/ is there, with a model {model}. Two lines make it a part of the site:

  config/settings.py, in INSTALLED_APPS:  "{name}",
  config/urls.py, in urlpatterns:         path("{name}/", include("{name}.urls")),

Then type:

  uv run manage.py makemigrations {name}
  uv run manage.py migrate
  uv run pytest {name}

When its words are yours, translate them, in {name}/locale/: README.md has the two commands.
"""


class Command(startapp.Command):
    """Django's command, with an app in the style of this project: core/app_template."""

    help = "Make an app next to the others, with a model, pages, admin and tests that pass."
    rewrite_template_suffixes = ((".py-tpl", ".py"), (".html-tpl", ".html"))

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.set_defaults(template=str(TEMPLATE))
        parser.add_argument("--model", help="its first model, such as Event; made from the name")

    def handle(self, **options):  # type: ignore[override]
        name, model = options["name"], options.pop("model")
        model = model or pascal(re.sub("(?<![isu])s$", "", name))
        target = Path(options["directory"] or settings.BASE_DIR / name)
        if name in {*apps.app_configs, *keyword.kwlist} | TAKEN:
            text = "is a name that Python or this site uses: type another name, such as events."
            raise CommandError(f"{name!r} {text}")
        if name.isidentifier() and (not model.isidentifier() or model in keyword.kwlist):
            raise CommandError(f"{model!r} is not the name of a class: type one, such as Event.")
        super().handle(**options | {"directory": str(target)})
        fill_in(target, name, model)
        (target / "locale").mkdir()  # makemessages writes only where there is one
        self.stdout.write(NEXT.format(name=name, model=model))


def pascal(name):
    """Return a name such as book_clubs as the name of a class: BookClubs."""
    return "".join(word.capitalize() for word in name.split("_"))


def fill_in(target, name, model):
    """Write the names into the files of a new app, and of the model into those of its pages."""
    words = re.sub(r"(?<!^)(?=[A-Z])", " ", model).lower()
    plural = name.replace("_", " ")
    names = {"my_app": name, "MyApp": pascal(name), "my app": plural, "My app": plural.capitalize()}
    names |= {"my_model": model.lower(), "MyModel": model, "my model": words}
    for path in [path for path in target.rglob("*") if path.is_file()]:
        text = re.sub("|".join(names), lambda found: names[found[0]], path.read_text("utf-8"))
        path.write_text(text, "utf-8", newline="\n")
        path.rename(path.with_name(path.name.replace("my_model", model.lower())))
