from unicodedata import normalize

import pytest
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from model_bakery import baker

from core.templatetags.words import mark
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
    "chinese": "修理相机和收音机",
    "kana": "ひらがなとカタカナ",
    "short": "C, C++ and Go in the UK",
    "temper": "Temperature and temper, tempo",
    "quotes": "don't stop, it's o'clock",
    "code": "snake_case and kebab-case at example.com/path",
    "numbers": "100% of 3.14 007 2026-11-23",
    "street": "Straße nach Łódź",
    "kettle": "“Новый чайник”—для кофе☕",
    "mixed": "Rust入門とKotlin",
    "hindi": "हिन्दी में लिखें",
    "arabic": "مُحَمَّد",
    "greek": "Ὀδός ΟΔΟΣ οδός",
    "tibet": "བོད་སྐད་ནི་ 20 m² µm",
    "digest": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "family": "𠮷野家",
    "vietnam": "Tiếng Việt ở İzmir",
    "injection": "'; DROP TABLE accounts_user; --",
    "world": "Привет, МИР",
    "operators": "a AND b OR c NOT d NEAR e",
}

FOUND = {
    # Words, in any case, all of them
    "DJANGO": {"orm", "flask"},
    "django orm": {"orm"},
    "django nowhere": set(),
    "data": set(),
    # Without
    "django -flask": {"orm"},
    "django -flask -orm": set(),
    '-"exact phrase" exact': {"swapped"},
    "-django": set(),
    # Phrases
    '"phrase exact"': {"swapped"},
    "exact phrase": {"phrase", "swapped"},
    '"EXACT, phrase!': {"phrase"},
    "kebab-case": {"code"},
    "case-kebab": set(),
    "snake_case": {"code"},
    # Beginnings
    "temp*": {"temper"},
    "te*": set(),
    "kebab-cas*": {"code"},
    "django -data*": {"flask"},
    # Words that engines leave out: short ones, and those that say nothing
    "go": {"short"},
    "the uk": {"short"},
    "the": {"orm", "cafe", "phrase", "swapped", "short"},
    "C++": {"short", "operators"},
    # Apostrophes and numbers
    "o'clock": {"quotes"},
    "don t": {"quotes"},
    "3.14": {"numbers"},
    "7": set(),
    "2026-11-23": {"numbers"},
    # Accents, other scripts
    "cafe CRÈME": {"cafe"},
    "ecole": {"cafe"},
    "Łódź straße": {"street"},
    "мир ПРИВЕТ": {"world"},
    "修理": {"chinese"},
    "机收": set(),
    "修理 -收音机": set(),
    "чайник": {"kettle"},
    "ЧАЙНИК новый": {"kettle"},
    "чаиник": set(),
    "чай*": {"kettle"},
    "кофе": {"kettle"},
    "чайник—для": {"kettle"},
    "rust入門": {"mixed"},
    "RUST": {"mixed"},
    "入門": {"mixed"},
    "kotlin": {"mixed"},
    "हिन्दी": {"hindi"},
    "हन्द": set(),
    "مُحَمَّد": {"arabic"},
    "ὀδός": {"greek"},
    "οδοσ": {"greek"},
    "tieng viet o izmir": {"vietnam"},
    normalize("NFD", "Tiếng Việt"): {"vietnam"},
    normalize("NFD", "чайник"): {"kettle"},
    "STRASE": set(),
    "སྐད": {"tibet"},
    "m²": {"tibet"},
    "μm": {"tibet"},
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855": {"digest"},
    "𠮷": {"family"},
    "keb-cas*": set(),
    "カタカナ": {"kana"},
    # Nothing to look for
    "": set(),
    "- -- * \" ' ( ) : ^ + ~ < > @ & | ! \0 😀": set(),
    "x" * 5000: set(),
    "django " * 5000: {"orm", "flask"},
    # Characters and words that mean something to an engine
    "'; DROP TABLE accounts_user; --": {"injection"},
    "' OR 1=1 --": set(),
    'a"b OR NEAR(': set(),
    "NOT": {"swapped", "operators"},
    "django OR nowhere": set(),
    "name:django": set(),
    "django & !flask": {"flask"},
    "100% %s": set(),
    "100% {of} \\": {"numbers"},
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


@commits
def test_mariadb_alone_finds_what_is_committed_only(people):
    with transaction.atomic():
        baker.make(User, email="new@example.com", name="Uncommitted")
        inside = keys(User.objects.search("uncommitted"))

    assert inside == (set() if connection.vendor == "mysql" else {"new"})
    assert keys(User.objects.search("uncommitted")) == {"new"}


def test_index_follows_every_way_to_write(people):
    def found(text):
        return keys(User.objects.search(text))

    User.objects.bulk_create([User(email=f"{n}@example.com", name="bulk made") for n in range(3)])
    User.objects.filter(email__startswith="0").update(name="updated")
    assert [found("bulk"), found("updated")] == [{"1", "2"}, {"0"}]

    with connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_user SET name = 'raw' WHERE email = '1@example.com'")
        cursor.execute("DELETE FROM accounts_user WHERE email = '2@example.com'")
    assert [found("bulk"), found("raw")] == [set(), {"1"}]

    User.objects.bulk_create(
        [User(email="1@example.com", name="upserted")],
        update_conflicts=True,
        update_fields=["name"],
        **({} if connection.vendor == "mysql" else {"unique_fields": ["email"]}),
    )
    assert [found("raw"), found("upserted")] == [set(), {"1"}]

    User.objects.search("upserted").delete()
    assert found("upserted") == set()


def test_search_is_a_queryset_like_others(people, django_assert_num_queries):
    with django_assert_num_queries(2):
        found = list(people.filter(is_staff=False).search("django").exclude(name="x")[:1])

    assert [user.name for user in found] == [NAMES["flask"]]
    assert people.filter(is_staff=True).search("django").count() == 0
    assert people.search("django").get(email__startswith="orm").name == NAMES["orm"]
    assert User.objects.filter(pk__in=people.search("django").values("pk")).count() == 2
    assert keys(people.search("django").search("flask")) == {"flask"}
    assert keys(people.search("django") | people.filter(name=NAMES["cafe"])) >= {"orm", "cafe"}
    assert User.objects.filter(pk__in=[]).search("django").count() == 0


def test_newest_come_first_and_no_more_than_the_limit():
    User.objects.bulk_create(
        User(email=f"{number}@example.com", name="everywhere") for number in range(MAX_HITS + 5)
    )

    found = [user.email for user in User.objects.search("everywhere")]

    assert found == [f"{number}@example.com" for number in range(MAX_HITS + 4, 4, -1)]


@pytest.mark.parametrize(
    ("text", "words", "html"),
    [
        ("A kettle, two KETTLES", "kettle", "A <mark>kettle</mark>, two KETTLES"),
        ("A kettle, two KETTLES", "kett*", "A <mark>kettle</mark>, two <mark>KETTLES</mark>"),
        ("Cafe\u0301 crème", "café -crème", "<mark>Cafe\u0301</mark> crème"),
        (
            "<b>one</b> two",
            '"two b"',
            "&lt;<mark>b</mark>&gt;one&lt;/<mark>b</mark>&gt; <mark>two</mark>",
        ),
        ("修理相机和收音机", "相机", "修理<mark>相机</mark>和收音机"),
        ("snake_case", "case", "snake_<mark>case</mark>"),
        ("anything", "", "anything"),
    ],
)
def test_words_are_marked_and_all_else_is_escaped(text, words, html):
    assert mark(text, words) == html
