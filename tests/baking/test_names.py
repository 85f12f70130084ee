"""Real bakes with answers from all over the world: shown exactly, or refused without a trace."""

import json

import pytest
from hypothesis import given, settings

from tests.baking.test_answers import HOOK, heading_of, settings_of, slug, text
from tests.commands import cookiecutter, exactly, is_refused, lint, run

REFUSED_TEXTS = {
    "double quote": 'Say "hi"',
    "backslash": "C:\\new",
    "bidi control": "invoice\u202egpj.exe",
    "invisible": "zero\u200bwidth",
    "newline": "two\nlines",
    "NUL": "nul\x00",
    "escape": "\x1b[31mred",
    "surrogate": "\udcff",
    "private use": "\ue000",
    "white space around": " name ",
    "very long": "x" * 81,
    "empty": "",
}
REFUSED_SLUGS = {
    "upper case": "My_Site",
    "keyword": "class",
    "soft keyword": "match",
    "standard library": "calendar",
    "package of the project": "blog",
    "Django": "django",
    "Windows device": "com1",
    "leading digit": "1site",
    "leading underscore": "_site",
    "dash": "my-site",
    "dot": "my.site",
    "only dots": "..",
    "emoji": "site☕",
    "letter that looks like a": "site\u0430",
    "path": "a/b",
    "path outside": "../outside",
    "path of Windows": "a\\b",
    "absolute path": "/tmp/outside",
    "home": "~",
    "NUL": "si\x00te",
    "newline": "site\n",
    "shell": "$(id)",
    "HTML": "<b>",
    "empty": "",
    "very long": "s" * 300,
}
ACCEPTED_NAMES = {
    "quotes": "O'Reilly “and” sons’ `site`",
    "emoji": "👩‍👩‍👧 🏳️‍🌈 ☕",
    "CJK": "日本語　サイト 한국어",
    "right to left": "مرحبا שלום می‌خواهم",
    "HTML": "<script>alert(1)</script> & &amp; <!--",
    "shell": "$(id); `id` | ${HOME} %PATH% ~",
    "Jinja": "{{ 7*7 }} {% raw %} {# #} #: if #: # no",
    "Markdown": "*a* _b_ [c](d) ![e](f) ~~g~~ <h> # #",
    "Python": "{name} %s %(name)s f'{x}' '''",
    "letters that look like others": "Pаypаl Ρrоject –",
    "long and wide": "語" * 80,
    "long": "x" * 80,
}


@pytest.mark.parametrize("key", ["project_name", "author_name"])
@pytest.mark.parametrize("value", REFUSED_TEXTS.values(), ids=REFUSED_TEXTS)
def test_text_that_cannot_be_shown_exactly_is_refused(template, out, key, value):
    done = cookiecutter(template, out, "--no-input", **exactly({key: value}))

    assert is_refused(done, out, key)


@pytest.mark.parametrize("value", REFUSED_SLUGS.values(), ids=REFUSED_SLUGS)
def test_slug_that_cannot_name_the_directory_is_refused(template, out, value):
    done = cookiecutter(template, out, "--no-input", **exactly({"project_slug": value}))

    assert is_refused(done, out, "project_slug")


@settings(max_examples=15)
@given(name=text, slug=slug)
def test_any_answers_are_baked_exactly_or_refused_without_a_trace(
    template, tmp_path_factory, name, slug
):
    out = tmp_path_factory.mktemp("around") / "out"
    out.mkdir()
    answers = {"project_name": name, "author_name": "Ada", "project_slug": slug}

    done = cookiecutter(template, out, "--no-input", **exactly(answers))

    if HOOK.problem_with(answers | {"description": "", "starter": "all"}, out):
        assert is_refused(done, out, "project_(name|slug)")
    else:
        assert settings_of(out / slug)["SITE_NAME"] == heading_of(out / slug) == name


# Fetch the home page as a visitor does, with the tables of a new database.
HOME_PAGE = """
import django
django.setup()
from django.conf import settings
from django.core.management import call_command
from django.test import Client
call_command("check", fail_level="WARNING")
call_command("migrate", verbosity=0)
page = Client().get("/", headers={"host": "localhost"})
assert page.status_code == 200, page
print(page.text)
"""


@pytest.mark.parametrize("name", ACCEPTED_NAMES.values(), ids=ACCEPTED_NAMES)
def test_site_shows_its_name_exactly(template, out, name):
    answers = exactly({"project_name": name, "project_slug": "my_site"})

    done = cookiecutter(template, out, "--no-input", **answers)

    project = out / "my_site"
    assert done.returncode == 0, done.stderr
    assert heading_of(project) == name
    page = run(project, "-c", HOME_PAGE, DJANGO_SETTINGS_MODULE="config.settings")
    assert escaped(name) in page
    lint(project, "config")


def escaped(value):
    """Return the text as Django writes it into a page."""
    for character, entity in zip("&<>'", ["&amp;", "&lt;", "&gt;", "&#x27;"], strict=True):
        value = value.replace(character, entity)
    return value


@pytest.mark.parametrize("length", [79, 81, 95, 200])
def test_description_of_any_length_passes_the_linters(bake, length):
    project = bake(description="x" * length)

    lint(project, "config")


def test_description_may_be_empty(template, out):
    done = cookiecutter(template, out, "--no-input", description="")

    assert done.returncode == 0
    assert settings_of(out / "my_django_site")["SITE_DESCRIPTION"] == ""


def test_typed_answers_are_taken_literally(template, out):
    done = cookiecutter(template, out, stdin="{{ 7*7 }}\nmy_site\n#: if\n\n\n\n\n2\n")

    assert done.returncode == 0, done.stderr
    assert settings_of(out / "my_site")["SITE_NAME"] == "{{ 7*7 }}"
    assert settings_of(out / "my_site")["SITE_DESCRIPTION"] == "#: if"
    assert "{{ 7*7 }} authors" in (out / "my_site" / "LICENSE").read_text(encoding="utf-8")


def test_answers_on_the_command_line_are_rendered_by_cookiecutter_itself(template, out):
    cookiecutter(template, out, "--no-input", project_name="{{ 7*7 }}", project_slug="my_site")

    assert settings_of(out / "my_site")["SITE_NAME"] == "49"


def test_defaults_of_a_user_s_own_configuration_are_checked_too(template, out, tmp_path):
    config = tmp_path / "config.yaml"
    config.write_text(json.dumps({"default_context": {"author_name": "Ada \\ Lovelace"}}))

    done = cookiecutter(template, out, "--no-input", "--config-file", config)

    assert is_refused(done, out, "author_name")
