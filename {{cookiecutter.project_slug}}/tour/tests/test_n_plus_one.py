"""A list that asks the database again for each of its rows fails the test of its page."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.http import HttpResponse
from django.template import Context, Template
from django.urls import path
from zeal import NPlusOneError

from config.urls import urlpatterns as own_urlpatterns

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]

# A list with the mistake, what its template shows of each row, and what is said about it.
MISTAKES = {
    "foreign-key": (
        Permission.objects.all(),
        "{{ row.content_type }}",
        r"auth\.Permission\.content_type",
        '.select_related("content_type")',
    ),
    "many-to-many": (
        Group.objects.all(),
        "{% for permission in row.permissions.all %}{{ permission.codename }}{% endfor %}",
        r"auth\.Group\.permissions",
        '.prefetch_related("permissions")',
    ),
    "back": (
        ContentType.objects.all(),
        "{% for permission in row.permission_set.all %}{{ permission.name }}{% endfor %}",
        r"contenttypes\.ContentType\.permission_set",
        '.prefetch_related("permission_set")',
    ),
    "deferred": (
        Permission.objects.defer("name"),
        "{{ row.name }}",
        r"auth\.Permission\.name",
        'take "name" out of defer()',
    ),
}


def page(rows, shown):
    """Return a view that lists the rows."""
    template = Template(f"{{% for row in rows %}}{shown}{{% endfor %}}")

    def view(request):
        return HttpResponse(template.render(Context({"rows": rows.all()})))

    return view


urlpatterns = [
    *own_urlpatterns,
    *(path(f"{name}/", page(*MISTAKES[name][:2])) for name in MISTAKES),
    path("counted/", page(Group.objects.all(), "{{ row.permissions.count }}")),
    path("one/", page(Permission.objects.all()[:1], "{{ row.content_type }}")),
    path("mended/", page(Permission.objects.select_related("content_type"), "{{ row }}")),
]


@pytest.fixture
def groups():
    """Save two groups, whatever apps the site has."""
    for name in ["Authors", "Editors"]:
        Group.objects.get_or_create(name=name)


@pytest.mark.parametrize("name", MISTAKES)
def test_mistake_is_named_with_model_field_line_and_what_to_type(client, groups, name):
    found, advice = MISTAKES[name][2:]

    with pytest.raises(NPlusOneError, match=found) as error:
        client.get(f"/{name}/")

    assert "test_n_plus_one.py:" in str(error.value)
    assert error.value.__notes__[0].startswith(f"Page /{name}/ (")
    assert advice in error.value.__notes__[0]


def test_count_of_each_row_is_left_to_the_tests_that_count_queries(
    client, groups, django_assert_num_queries
):
    with django_assert_num_queries(1 + Group.objects.count()):
        assert client.get("/counted/").content


@pytest.mark.parametrize("name", ["one", "mended"])
def test_list_without_the_mistake_passes(client, name):
    assert client.get(f"/{name}/").content
