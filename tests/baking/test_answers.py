"""Answers are quoted exactly, or refused with one sentence; hypothesis looks for a third way."""

import ast
import html
import keyword
import re
import runpy
import shutil
import string
import sys
import tomllib
import unicodedata
from pathlib import Path
from types import SimpleNamespace

import pytest
from cookiecutter.exceptions import UndefinedVariableInTemplate
from cookiecutter.generate import generate_context
from cookiecutter.main import cookiecutter as bake_in_process
from cookiecutter.prompt import prompt_for_config
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.commands import PROJECT, TEMPLATE, exactly

HOOK = SimpleNamespace(**runpy.run_path(str(TEMPLATE / "hooks" / "pre_gen_project.py")))

# What somebody might type, or be tricked into pasting.
FRAGMENTS = [
    *["'", '"', "“”", "`", "'''", '"""'],  # quotes
    *["\\", "\\n", "\\u0022", "\\N{DASH}"],  # backslash
    *["👩‍👩‍👧", "🏳️‍🌈", "☕", "🇨🇭"],  # emoji, some of several characters
    *["日本語", "한국어", "、", "\u3000"],  # Chinese, Japanese, Korean
    *["مرحبا", "שלום", "می‌خواهم"],  # right to left
    *["\u202e", "\u2066", "\u200f", "\u200b", "\ufeff"],  # bidi controls, invisible characters
    *["\n", "\r", "\u2028", "\x85", "\t"],  # ends of lines
    *["\x00", "\x1b[31m", "\x7f"],  # NUL and other controls
    *["<script>alert(1)</script>", "&amp;", "<!--", "]]>"],  # HTML
    *["$(id)", "`id`", "; rm -rf /", "%PATH%", "${HOME}", "| cat"],  # shell
    *["{{ 7*7 }}", "{% raw %}", "{#", "#: if", "#: # no", "}}"],  # Jinja
    *["../", "..\\", "/etc/passwd", "C:\\", "~"],  # paths
    *["*", "_", "#", "[x](y)", "![", "~~", "1. ", "a@b.example", "http://a.example"],  # Markdown
    *[" ", "a", "Z", "é", "7", ".", "-", "class", "x" * 79],
]
WITHOUT_JOINERS = {0x200C: None, 0x200D: None}

text = st.one_of(
    st.text(max_size=90),
    st.lists(st.sampled_from(FRAGMENTS), max_size=8).map("".join),
    st.text(alphabet=string.printable, max_size=90),
)
accepted = text.filter(lambda value: HOOK.problem_with_text(value, 80, False) is None)
slug = st.one_of(
    text,
    st.text(alphabet=string.ascii_lowercase + string.digits + "_", max_size=60),
    st.sampled_from(
        [*keyword.kwlist, *keyword.softkwlist, *sys.stdlib_module_names, "con", "blog"]
    ),
)


@pytest.fixture(scope="session")
def rendered_part(template, tmp_path_factory):
    """Return a template of nothing but the files that Cookiecutter renders, for speed."""
    part = tmp_path_factory.mktemp("part") / "template"
    for name in ["cookiecutter.json", *rendered_files(template / PROJECT)]:
        (part / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(template / name, part / name)
    return part


def rendered_files(project):
    """Return the paths of the files that carry an answer, relative to the template."""
    for path in filter(lambda path: path.is_file(), project.rglob("*")):
        if b"{{ cookiecutter" in path.read_bytes():
            yield path.relative_to(project.parent)


def settings_of(project):
    """Return the names that the settings assign a string to, with the string."""
    tree = ast.parse((project / "config" / "settings.py").read_text(encoding="utf-8"))
    return {
        node.targets[0].id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
    }


def heading_of(project):
    """Return the first heading of README.md as a CommonMark renderer shows it."""
    page = MarkdownIt().render((project / "README.md").read_text(encoding="utf-8"))
    return html.unescape(re.sub("<[^>]*>", "", re.search("<h1>(.*?)</h1>", page)[1]))


@given(value=text)
def test_an_accepted_text_means_itself_in_python_and_toml(value):
    if HOOK.problem_with_text(value, 80, False) is None:
        assert ast.literal_eval(f'"{value}"') == value
        assert tomllib.loads(f'value = "{value}"') == {"value": value}


@given(value=text)
def test_an_accepted_text_has_no_hidden_character(value):
    if HOOK.problem_with_text(value, 80, False) is None:
        categories = {
            unicodedata.category(letter) for letter in value if letter not in "\u200c\u200d"
        }

        assert not categories & {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
        assert 1 <= len(value) <= 80
        assert value == value.strip()


@given(name=text, description=text, author=text, slug=slug)
def test_a_refusal_is_one_sentence_with_the_value_and_what_to_type(name, description, author, slug):
    answers = {"project_name": name, "description": description, "author_name": author}
    answers |= {"project_slug": slug, "starter": "all"}

    refusal = HOOK.problem_with(answers, Path())

    if refusal:
        key = refusal.split()[0]
        value = answers[key][: HOOK.LIMITS.get(key)]
        assert refusal.startswith(f"{key} {value!r} ")
        assert re.search(": type [^:]+\\.$", refusal)
        assert refusal.isprintable()


@given(value=slug)
def test_an_accepted_slug_is_a_free_python_name(value):
    if HOOK.problem_with_slug(value) is None:
        assert re.fullmatch("[a-z][a-z0-9_]*", value, re.ASCII)
        assert len(value) <= 50
        assert not keyword.iskeyword(value)
        assert not keyword.issoftkeyword(value)
        assert value not in sys.stdlib_module_names


def answer(**extra):
    """Return all answers as Cookiecutter works them out from some, without writing anything."""
    context_file = str(TEMPLATE / "cookiecutter.json")
    return prompt_for_config(generate_context(context_file, extra_context=extra), no_input=True)


def problem_before_hooks(slug):
    """Return what Cookiecutter itself says against a slug, or None."""
    try:
        answer(**exactly({"project_slug": slug}))
    except UndefinedVariableInTemplate as refusal:
        return str(refusal)
    return None


@given(value=slug)
def test_a_slug_that_could_leave_its_directory_is_refused_before_any_hook(value):
    if problem_before_hooks(value) is None:
        assert re.fullmatch("[^/\\\\.:~\x00-\x1f]{1,50}", value)


@given(value=slug)
def test_hooks_refuse_every_slug_that_is_refused_before(value):
    if refusal := problem_before_hooks(value):
        assert HOOK.problem_with_slug(value) in refusal


@given(name=accepted)
def test_an_accepted_name_is_enough(name):
    assert HOOK.problem_with(answer(**exactly({"project_name": name})), Path()) is None


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("My Django Site", "my_django_site"),
        ("Blog", "blog_site"),
        ("Class", "class_site"),
        ("3D Printing", "site_3d_printing"),
        ("2026", "site_2026"),
        ("☕", "my_site"),
        ("Café Zoë", "cafe_zoe"),
        ("日本語", "ri_ben_yu"),
        ("A/B: ../testing", "a_b_testing"),
        ("very long name " * 5 + "end", "very_long_name_very_long_name_very_long"),
    ],
)
def test_slug_is_derived_from_the_name(name, slug):
    assert answer(project_name=name)["project_slug"] == slug


@given(name=accepted, author=accepted, description=accepted)
def test_accepted_answers_are_shown_exactly(rendered_part, tmp_path, name, author, description):
    texts = {"project_name": name, "author_name": author, "description": description}
    extra = exactly(texts) | {"open_source_license": "MIT"}

    project = tmp_path / bake_in_process(
        str(rendered_part),
        no_input=True,
        extra_context=extra | {"project_slug": "site"},
        output_dir=str(tmp_path),
        overwrite_if_exists=True,
        config_file=config_file(tmp_path),
    )

    metadata = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert settings_of(project)["SITE_NAME"] == name
    assert settings_of(project)["SITE_DESCRIPTION"] == metadata["description"] == description
    assert metadata["authors"] == [{"name": author}]
    assert heading_of(project) == name
    assert author in (project / "LICENSE.MIT").read_text(encoding="utf-8")


def config_file(directory):
    """Keep Cookiecutter's own files out of the home directory."""
    path = directory / "config.yaml"
    path.write_text(f"replay_dir: {directory}\ncookiecutters_dir: {directory}\n", encoding="utf-8")
    return str(path)
