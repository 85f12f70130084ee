import keyword
import re
from importlib.util import find_spec
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import CommandError
from django.core.management.commands import startapp

TEMPLATE = Path(settings.BASE_DIR, "core", "app_template")
DEVICES = re.compile(r"con|prn|aux|nul|(com|lpt)\d")  # Windows has no files of these names.
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

    help = "Make an app beside the others, with a model, pages, admin and tests that pass."
    rewrite_template_suffixes = ((".py-tpl", ".py"), (".html-tpl", ".html"))

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.set_defaults(template=str(TEMPLATE))
        parser.add_argument("--model", help="its first model, such as Event; made from the name")

    def handle(self, **options):  # type: ignore[override]
        name, model = options["name"], options.pop("model")
        model = model or pascal(re.sub("(?<![isu])s$", "", name))
        target = Path(options["directory"] or settings.BASE_DIR / name)
        if problem := problem_with(name, target) or problem_with_model(model):
            raise CommandError(problem)
        target.mkdir(parents=True, exist_ok=True)
        super().handle(**options | {"directory": str(target)})
        fill_in(target, name, model)
        (target / "locale").mkdir()  # makemessages writes only where there is one
        self.stdout.write(NEXT.format(name=name, model=model))

    def validate_name(self, name, name_or_dir="name"):
        """Leave this to `problem_with`, which says what to type."""


def pascal(name):
    """Return a name such as book_clubs as the name of a class: BookClubs."""
    return "".join(word.capitalize() for word in name.split("_"))


def problem_with(name, target):
    """Return why an app cannot have this name or place, in one sentence; None if it can."""
    problem = None
    if not re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", name) or len(name) > 30:
        problem = "is not a name of a-z, 0-9 and single _ that begins with a letter, up to 30 long"
    elif keyword.iskeyword(name) or DEVICES.fullmatch(name):
        problem = "is a word of Python or of Windows"
    elif name in apps.app_configs or name in TAKEN:
        problem = "is the name of an app, address or directory of this site"
    elif any(target.glob("*")):
        problem = f"would overwrite what is in {target.name}/"
    elif find_spec(name):
        problem = "is the name of a module that is there already"
    return problem and f"{name!r} {problem}: type another name, such as events."


def problem_with_model(model):
    """Return why a model cannot have this name, in one sentence; None if it can."""
    if re.fullmatch(r"[A-Z][A-Za-z0-9]*", model) and not keyword.iskeyword(model):
        return None
    return f"{model!r} is not the name of a class: type another one, such as --model Event."


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
