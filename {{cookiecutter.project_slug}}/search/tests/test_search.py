import pytest
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from model_bakery import baker

from core.tests.marks import commits, searches
from search.engines import MAX_HITS

User = get_user_model()

pytestmark = searches

NAMES = {
    "orm": "Django and databases: the ORM",
    "flask": "Flask notes, with django in them",
    "cafe": "Café crème at the École",
    "phrase": "The exact phrase is here",
    "swapped": "the phrase exact is not",
    "camera": "修理相机和收音机",
    "kana": "ひらがなとカタカナ",
    "short": "C, C++ and Go in the UK",
    "temper": "Temperature and temper, tempo",
    "quotes": "don't stop, it's o'clock",
    "code": "snake_case and kebab-case at example.com/path",
    "numbers": "100 3.14 007 2026-11-23",
    "street": "Straße nach Łódź",
    "injection": "'; DROP TABLE accounts_user; --",
    "world": "Привет, МИР",
    "operators": "a AND b OR c NOT d NEAR e",
    "percent": "100% of %s {braces} \\ backslash",
}

FOUND = {
    # Words, in any case, all of them
    "django": {"orm", "flask"},
    "DJANGO": {"orm", "flask"},
    "django orm": {"orm"},
    "django nowhere": set(),
    "data": set(),
    "databases": {"orm"},
    # Without
    "django -flask": {"orm"},
    "django -flask -orm": set(),
    '-"exact phrase" exact': {"swapped"},
    "-django": set(),
    "django -nowhere": {"orm", "flask"},
    # Phrases
    '"exact phrase"': {"phrase"},
    '"phrase exact"': {"swapped"},
    "exact phrase": {"phrase", "swapped"},
    '"exact phrase': {"phrase"},
    '"EXACT, phrase!"': {"phrase"},
    "kebab-case": {"code"},
    "case-kebab": set(),
    "example.com": {"code"},
    "snake_case": {"code"},
    # Beginnings
    "temp*": {"temper"},
    "temper*": {"temper"},
    "data*": {"orm"},
    "te*": set(),
    "django -data*": {"flask"},
    # Words that engines leave out: short ones, and those that say nothing
    "c": {"short", "operators"},
    "go": {"short"},
    "the uk": {"short"},
    "the": {"orm", "cafe", "phrase", "swapped", "short"},
    "C++": {"short", "operators"},
    # Apostrophes and numbers
    "don't": {"quotes"},
    "don t": {"quotes"},
    "o'clock": {"quotes"},
    "3.14": {"numbers"},
    "007": {"numbers"},
    "7": set(),
    "2026-11-23": {"numbers"},
    # Accents, other scripts
    "cafe creme": {"cafe"},
    "CAFÉ": {"cafe"},
    "ecole": {"cafe"},
    "Łódź": {"street"},
    "straße": {"street"},
    "привет": {"world"},
    "мир ПРИВЕТ": {"world"},
    "修理": {"camera"},
    "收音机": {"camera"},
    "机收": set(),
    "修理 -收音机": set(),
    "カタカナ": {"kana"},
    # Nothing to look for
    "": set(),
    "   ": set(),
    "- -- * \" ' ( ) : ^ + ~ < > @ & | !": set(),
    '""': set(),
    "\0": set(),
    "😀": set(),
    "x" * 61: set(),
    "django " * 5000: {"orm", "flask"},
    # What means something to an engine
    "'; DROP TABLE accounts_user; --": {"injection"},
    "' OR 1=1 --": set(),
    'a"b OR NEAR(': set(),
    "NOT": {"swapped", "operators"},
    "django OR nowhere": set(),
    "django AND orm": {"orm"},
    "name:django": set(),
    "django & !flask": {"flask"},
    "100% %s": {"percent"},
    "{braces} \\": {"percent"},
    "django\0": {"orm", "flask"},
}


@pytest.fixture
def people():
    for key, name in NAMES.items():
        baker.make(User, email=f"{key}@example.com", name=name)
    return User.objects.filter(name__in=NAMES.values())


def keys(rows):
    return {user.email.partition("@")[0] for user in rows}


def test_same_rows_are_found_on_every_database(people):
    found = {text: keys(people.search(text)) for text in FOUND}

    assert found == FOUND


def test_sharp_s_is_one_s_to_mariadb_alone(people):
    found = keys(people.search("strase"))

    assert found == ({"street"} if connection.vendor == "mysql" else set())


@commits
def test_mariadb_alone_finds_what_is_committed_only(people):
    with transaction.atomic():
        baker.make(User, email="new@example.com", name="Uncommitted")
        inside = keys(User.objects.search("uncommitted"))

    assert inside == (set() if connection.vendor == "mysql" else {"new"})
    assert keys(User.objects.search("uncommitted")) == {"new"}


def test_index_follows_every_way_to_write(people):
    User.objects.bulk_create([User(email=f"{n}@example.com", name="bulk made") for n in range(3)])
    assert keys(User.objects.search("bulk")) == {"0", "1", "2"}

    User.objects.filter(email__startswith="0").update(name="updated")
    assert keys(User.objects.search("bulk")) == {"1", "2"}
    assert keys(User.objects.search("updated")) == {"0"}

    with connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_user SET name = 'raw' WHERE email = '1@example.com'")
        cursor.execute("DELETE FROM accounts_user WHERE email = '2@example.com'")
    assert keys(User.objects.search("bulk")) == set()
    assert keys(User.objects.search("raw")) == {"1"}

    User.objects.bulk_create(
        [User(email="1@example.com", name="upserted")],
        update_conflicts=True,
        update_fields=["name"],
        **({} if connection.vendor == "mysql" else {"unique_fields": ["email"]}),
    )
    assert keys(User.objects.search("raw")) == set()
    assert keys(User.objects.search("upserted")) == {"1"}

    User.objects.search("upserted").delete()
    assert keys(User.objects.search("upserted")) == set()


def test_search_is_a_queryset_like_others(people, django_assert_num_queries):
    with django_assert_num_queries(2):
        found = list(people.filter(is_staff=False).search("django").exclude(name="x")[:1])

    assert [user.name for user in found] == [NAMES["flask"]]
    assert people.search("django").count() == 2
    assert people.search("django").exists()
    assert people.filter(is_staff=True).search("django").count() == 0
    assert people.search("django").filter(email__startswith="orm").get().name == NAMES["orm"]
    assert User.objects.filter(pk__in=people.search("django").values("pk")).count() == 2
    assert keys(people.search("django").order_by("name")) == {"orm", "flask"}
    assert keys(people.search("django").search("flask")) == {"flask"}
    assert keys(people.search("django") | people.filter(name=NAMES["cafe"])) >= {"orm", "cafe"}
    assert User.objects.none().search("django").count() == 0
    assert people.search("django").update(is_staff=True) == 2


def test_newest_come_first_and_no_more_than_the_limit():
    User.objects.bulk_create(
        User(email=f"{number}@example.com", name="everywhere") for number in range(MAX_HITS + 5)
    )

    found = [user.email for user in User.objects.search("everywhere")]

    assert len(found) == MAX_HITS
    assert found[0] == f"{MAX_HITS + 4}@example.com"
    assert found[-1] == "5@example.com"
