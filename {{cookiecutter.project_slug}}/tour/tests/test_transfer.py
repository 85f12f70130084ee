import json
import re
import subprocess
import sys
import tomllib
from importlib.util import find_spec
from pathlib import Path
from pkgutil import resolve_name

import ninja
import pydantic
import pytest
from django.conf import settings as site_settings
from django.contrib.auth.models import Group
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from tour.pages.transfer.comparison import ASK, DISPUTED, PACKAGES, REQUESTS, compare, same
from tour.pages.transfer.concepts import CONCEPTS
from tour.pages.transfer.parts import PARTS, WAYS, Way, connections
from tour.pages.transfer.skills import SKILLS

URL = reverse("tour:transfer")
ALL_CONCEPTS = [concept for concepts in CONCEPTS.values() for concept in concepts]

# The group `learn` does not install these, or what they need.
ELSEWHERE = ("alembic", "celery", "fastapi.testclient", "flask_login", "pydantic_settings")

committed = pytest.mark.django_db(transaction=True, serialized_rollback=True)
each_concept = pytest.mark.parametrize("concept", ALL_CONCEPTS, ids=lambda concept: concept.django)
each_way = pytest.mark.parametrize("module", WAYS)


@pytest.fixture
def roles(make_user):
    """Return roles as a dictionary: their names, and how many members they have."""
    members = {"Écrivains": 1, "Keepers": 2, "Nobody": 0}
    for name, number in members.items():
        Group.objects.create(name=name)
        for count in range(number):
            make_user(f"{name}{count}", role=name)
    return members


@pytest.fixture
def development(settings):
    """Let anybody see the tour, and press its buttons."""
    settings.DEBUG = True


@committed
@pytest.mark.parametrize("query", REQUESTS)
def test_four_ways_give_the_same_json(roles, query):
    replies = compare(query)

    assert list(replies) == list(WAYS)
    assert same(replies.values())
    assert {reply.status for reply in replies.values()} == {REQUESTS[query]}


@committed
def test_json_is_the_roles_with_their_members(roles):
    for reply in compare("").values():
        answer = {row["name"]: row["members"] for row in json.loads(reply.body)["roles"]}
        assert {name: answer[name] for name in roles} == roles


@committed
def test_parameters_leave_out_and_sort(roles):
    reply = compare("minimum=1&order=members")["with_flask"]

    assert json.loads(reply.body)["roles"] == [
        {"name": "Keepers", "members": 2},
        {"name": "Écrivains", "members": 1},
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("query", DISPUTED)
def test_requests_that_are_said_to_be_disputed_are(query):
    assert not same(compare(query).values())


@pytest.mark.django_db
def test_comparison_leaves_no_connection_open():
    compare("")

    from tour.pages.transfer.elsewhere.database import engine

    assert engine().pool.checkedin() == engine().pool.checkedout() == 0


def test_address_loads_nothing_of_what_it_compares_with():
    code = "import django, sys; django.setup(); import config.urls; import tour.pages.transfer.page"
    code += "; print(*sys.modules)"

    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=site_settings.BASE_DIR,
        capture_output=True,
        check=True,
        text=True,
    )

    assert not {*PACKAGES, "tour.pages.transfer.elsewhere.database"} & set(done.stdout.split())


@pytest.mark.django_db
def test_button_shows_four_answers(client, development):
    response = client.post(URL, {"action": "compare", "query": "minimum=x"})

    assertContains(response, "Four answers with the same status and the same JSON.")
    assertContains(response, "<td>422</td>", count=len(WAYS))


@pytest.mark.django_db
def test_button_shows_where_they_differ(client, development):
    response = client.post(URL, {"action": "compare", "query": DISPUTED[0]})

    assertContains(response, "The answers differ")
    assertNotContains(response, "Four answers")


@pytest.mark.django_db
@pytest.mark.parametrize("data", [{}, {"query": "minimum=2"}, {"query": "order=id"}])
def test_request_that_is_not_in_the_list_is_refused(client, development, data):
    assert client.post(URL, {"action": "compare", **data}).status_code == 400


@pytest.mark.django_db
def test_page_without_the_packages_says_what_to_type_and_shows_the_code(
    client, development, monkeypatch
):
    for name in PACKAGES:
        monkeypatch.setitem(sys.modules, name, None)  # as if it were not installed

    response = client.get(URL)

    assertContains(response, "uv sync --group learn")
    assertContains(response, "tour/pages/transfer/elsewhere/with_flask.py")
    assertNotContains(response, "Run all four")
    assert client.post(URL, {"action": "compare", "query": ""}).status_code == 400


@each_way
def test_every_definition_is_one_of_the_five_parts(module):
    way = Way(module)

    lines = zip(way.source.splitlines(), way.parts, strict=True)
    for line, part in lines:
        if line.startswith(("class ", "def ", "@")) or " = " in line.partition("(")[0]:
            assert part, line


@each_way
def test_code_is_shown_whole_with_a_number_at_each_part(module):
    lines = Way(module).lines

    assert len(lines) == len(Way(module).excerpt.text.splitlines())
    numbers = {line.number for line in lines if line.number}
    ours = {"with_django", "with_wsgi"}  # Their tables are in Django, or named in a text.
    assert numbers == set(range(2 if module in ours else 1, len(PARTS) + 1))


def test_lines_of_the_connection_are_those_of_its_file():
    [django, *others] = connections([Way(module) for module in WAYS])

    assert django[0].source.startswith("def database(")
    assert {excerpt.file for excerpt, _ in others} == {"tour/pages/transfer/elsewhere/database.py"}
    for excerpt, number in [django, *others]:
        assert number == len([line for line in excerpt.source.split("\n") if line.strip()])


@each_way
def test_all_but_django_take_the_connection_from_that_file(module):
    shares = "from .database import engine" in Way(module).source

    assert shares == (module != "with_django")


@pytest.mark.django_db
def test_first_listing_is_open_and_all_are_there(client, development):
    response = client.get(URL)

    assertContains(response, '<details class="tour-listing"', count=len(WAYS))
    assertContains(response, '<details class="tour-listing" open>', count=1)


def test_every_way_can_be_asked():
    assert list(ASK) == list(WAYS)
    assert all(len(part.tools) == len(WAYS) for part in PARTS)


@each_concept
def test_names_of_concepts_exist(concept):
    assert resolve_name(concept.django)
    assert concept.excerpt.line
    for name in concept.elsewhere.values():
        if not name.startswith(ELSEWHERE):
            assert resolve_name(name)


@each_concept
def test_code_of_a_concept_uses_its_name(concept):
    assert concept.django.rpartition(".")[2] in concept.excerpt.source


def test_test_client_of_fastapi_exists():
    source = Path(find_spec("fastapi.testclient").origin).read_text(encoding="utf-8")

    assert "TestClient" in source


def test_schema_of_ninja_is_a_model_of_pydantic():
    assert issubclass(ninja.Schema, pydantic.BaseModel)


@pytest.mark.parametrize("skill", SKILLS, ids=lambda skill: skill.key)
def test_code_and_page_of_a_skill_exist(skill):
    assert skill.excerpt.line
    assert not skill.has_page or reverse(f"tour:{skill.page}")


def test_skills_have_keys_of_their_own():
    assert len({skill.key for skill in SKILLS}) == len(SKILLS)


@pytest.mark.django_db
def test_what_is_ticked_comes_back_ticked_and_garbage_does_not(client, development):
    response = client.get(URL, {"skill": ["csrf", "query", "<script>"]})

    assertContains(response, " checked>", count=2)
    assertContains(response, 'value="csrf" checked>')
    assertContains(response, f"2 of {len(SKILLS)} ticked")
    assertNotContains(response, '&lt;script&gt;"')
    assert not response.cookies.get("sessionid")


def test_group_of_packages_that_pages_name_exists():
    project = Path(site_settings.BASE_DIR)
    groups = tomllib.loads((project / "pyproject.toml").read_text("utf-8"))["dependency-groups"]
    sources = [*project.glob("tour/**/*.py"), *project.glob("tour/**/*.html")]

    texts = "".join(path.read_text("utf-8") for path in sources)

    assert {*re.findall(r"uv sync --group (\w+)", texts)} <= {*groups}
