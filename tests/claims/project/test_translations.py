"""What is written for people can be translated, and its translations are complete."""

import html
import re
from pathlib import Path

import polib
import pytest
from django.contrib import admin
from django.contrib.admin.utils import label_for_field
from django.utils.functional import Promise

from core.apps import own_apps

APPS = [config for config in own_apps() if (Path(config.path) / "locale").is_dir()]
TEMPLATES = [path for app in APPS for path in Path(app.path, "templates").rglob("*.*")]
FOR_PROGRAMS = {"robots.txt", "security.txt", "site.webmanifest"}
TEMPLATES = [path for path in TEMPLATES if path.name not in FOR_PROGRAMS]
CATALOGS = [path for app in APPS for path in Path(app.path, "locale").rglob("*.po")]
MODELS = [
    model
    for app in APPS
    for model in app.get_models()
    if admin.site.is_registered(model) and not model._meta.proxy
]

# Products, commands and units: the same in every language.
NAMES = {"API", "Django", "EXPLAIN", "GET", "JSON", "MB", "ms", "s"}

MARKED = re.compile(r"\{% blocktranslate.*?\{% endblocktranslate %\}", re.DOTALL)
CODE = re.compile("<code.*?</code>", re.DOTALL)
TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)
ATTRIBUTE = re.compile(r'\b(?:alt|aria-label|placeholder|title)="([^"]*)"')
ELEMENT = re.compile("<[^>]*>")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%|%[sd]|\{\w*\}|<[^>]*>|&\w+;")

each_template = pytest.mark.parametrize(
    "template", TEMPLATES, ids=lambda path: "-".join(path.parts[-2:])
)
each_catalog = pytest.mark.parametrize("path", CATALOGS, ids=lambda path: path.parts[-5])


@each_template
def test_template_has_no_word_outside_of_a_translation(template):
    text = TAG.sub("", CODE.sub("", MARKED.sub("", template.read_text(encoding="utf-8"))))

    shown = [ELEMENT.sub(" ", text), *ATTRIBUTE.findall(text)]
    words = {word for part in shown for word in re.findall(r"[^\W\d_²]+", html.unescape(part))}
    assert words <= NAMES, 'Write {% translate "…" %} around them, or add names to NAMES.'


@each_template
def test_template_makes_no_plural_of_letters(template):
    """A language may have three plurals, or none: {% plural %} knows, a filter does not."""
    assert not re.search(
        r"\|pluralize|\|default\w*:[\"'][^\"']", template.read_text(encoding="utf-8")
    )


@pytest.mark.parametrize("model", MODELS)
def test_model_and_what_the_admin_shows_of_it_have_names_to_translate(rf, admin_user, model):
    request = rf.get("/")
    request.user = admin_user
    page = admin.site.get_model_admin(model)
    shown = {*page.get_fields(request, model()), *page.get_list_display(request)} - {"__str__"}
    shown = {name for name in shown if hasattr(page, name) or hasattr(model, name)}

    names = [model._meta.verbose_name_plural, *(label_for_field(n, model, page) for n in shown)]

    assert [name for name in names if not isinstance(name, Promise)] == []


@each_catalog
def test_everything_is_translated(path):
    catalog = polib.pofile(path)

    unfinished = catalog.untranslated_entries() + catalog.fuzzy_entries()
    assert len(catalog) > 0
    assert [entry.msgid for entry in unfinished] == [], f"Write their msgstr in {path}."


@each_catalog
def test_what_runs_is_what_was_translated(path):
    """The file .mo is made of the file .po by Django's compilemessages."""
    compiled = path.with_suffix(".mo")
    running = [texts(entry) for entry in polib.mofile(str(compiled))] if compiled.exists() else []

    wanted = [texts(entry) for entry in polib.pofile(path).translated_entries()]
    assert sorted(running) == sorted(wanted), "Type: compilemessages, as in README.md"


def texts(entry):
    """Return what an entry says, and what it is translated to."""
    return entry.msgctxt or "", entry.msgid, entry.msgid_plural, *translations(entry)


def translations(entry):
    """Return the translations of an entry: one for each plural."""
    return list(entry.msgstr_plural.values()) or [entry.msgstr]


@each_catalog
def test_translation_has_the_placeholders_and_the_html_of_the_original(path):
    for entry in polib.pofile(path):
        wanted = sorted(PLACEHOLDER.findall(entry.msgid))

        for translation in translations(entry):
            assert sorted(PLACEHOLDER.findall(translation)) == wanted, entry.msgid


def test_same_words_are_translated_in_the_same_way_everywhere():
    """Django merges the catalogs of all apps: of two translations, one would win unnoticed."""
    found = {}
    for path in CATALOGS:
        for entry in polib.pofile(path):
            key = path.parts[-3], entry.msgctxt, entry.msgid
            assert found.setdefault(key, translations(entry)) == translations(entry), key
