from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.template.loader import render_to_string
from pytest_django.asserts import assertContains, assertNotContains

from core.demo_images import draw
from core.tests.marks import searches
from shop.models import Category, Product, ProductImage
from shop.tests.conftest import SHOP

pytestmark = pytest.mark.django_db


def many(category, number):
    """Save many products, each with an image."""
    products = Product.objects.bulk_create(
        Product(
            category=category,
            title=f"Product {n}",
            slug=f"product-{n}",
            price=Decimal("1.00"),
            currency="EUR",
            tax_rate=Decimal(20),
            stock=1,
        )
        for n in range(number)
    )
    ProductImage.objects.bulk_create(
        ProductImage(product=product, image=f"products/{product.pk}.png", alt="x")
        for product in products
    )


def test_list_shows_active_products_by_title(client, make_product):
    saw, axe = make_product("Saw"), make_product("Axe")
    make_product("Hidden", is_active=False)

    response = client.get(SHOP)

    assert list(response.context["product_list"]) == [axe, saw]
    assertContains(response, "12.00 EUR")


@searches
def test_search_finds_all_of_the_words(client, make_product):
    found = make_product("Claw hammer", description="Steel")
    make_product("Rubber hammer")

    response = client.get(SHOP, {"q": "hammer STEEL"})

    assert list(response.context["product_list"]) == [found]


@pytest.mark.parametrize("words", ["' OR 1=1 --", "%", "_", "\0", "x" * 200])
def test_odd_search_finds_nothing_and_breaks_nothing(client, product, words):
    response = client.get(SHOP, {"q": words})

    assert response.status_code == 200
    assert list(response.context["product_list"]) in ([], [product])


def test_category_shows_its_products_alone(client, make_product):
    other = Category.objects.create(name="Kits", slug="kits")
    hammer, kit = make_product("Hammer"), make_product("Radio kit", category=other)

    response = client.get(f"{SHOP}categories/kits/")

    assertContains(response, kit.title)
    assertNotContains(response, hammer.title)


@pytest.mark.parametrize("path", [SHOP, f"{SHOP}categories/tools/", "/api/shop/products/"])
def test_lists_cost_the_same_queries_at_any_length(
    client, category, path, django_assert_num_queries
):
    queries = {SHOP: 4, f"{SHOP}categories/tools/": 5, "/api/shop/products/": 4}[path]
    many(category, 3)
    client.get(path)  # The first request of a minute begins to count them.
    with django_assert_num_queries(queries):
        client.get(path)
    Product.objects.all().delete()

    many(category, 50)

    with django_assert_num_queries(queries):
        client.get(path)


@pytest.mark.parametrize(
    "path",
    [
        "?page=0",
        f"?page={10**30}",
        "categories/none/",
        "products/none/",
        "products/%00/",
        f"orders/{10**30}/",
    ],
)
def test_what_does_not_exist_is_not_found(client, customer, path):
    client.force_login(customer)

    assert client.get(f"{SHOP}{path}").status_code == 404


def test_product_that_is_not_active_is_not_found(client, make_product):
    hidden = make_product(is_active=False)

    assert client.get(hidden.get_absolute_url()).status_code == 404
    assert client.get(f"/api/shop/products/{hidden.pk}").status_code == 404
    assert client.post(f"{SHOP}basket/add/{hidden.pk}/", {"quantity": 1}).status_code == 404


def test_page_shows_price_stock_and_pictures(client, make_product):
    product = make_product(stock=3, description="**Steel**")
    picture = SimpleUploadedFile("me.png", draw("bars", seed=1))
    product.images.create(image=picture, alt="A hammer from the side")

    response = client.get(product.get_absolute_url())

    for text in ("12.00 EUR", "20 % tax", "3 left", "<strong>Steel</strong>", "from the side"):
        assertContains(response, text)


def test_sold_out_product_has_no_button(client, make_product):
    response = client.get(make_product(stock=0).get_absolute_url())

    assertContains(response, "Sold out")
    assertNotContains(response, "Add to basket")


def test_first_page_of_the_site_may_show_new_products(rf, product):
    assert "Hammer" in render_to_string("shop/_home.html", request=rf.get("/"))


def test_sitemap_has_active_products_and_their_categories(client, make_product):
    make_product("Saw")
    make_product("Hidden", is_active=False)

    response = client.get("/sitemap.xml")

    assertContains(response, f"{SHOP}products/saw/")
    assertContains(response, f"{SHOP}categories/tools/")
    assertNotContains(response, "hidden")


@pytest.mark.parametrize(
    "change", [{"price": Decimal(-1)}, {"tax_rate": Decimal(101)}, {"stock": -1}]
)
def test_database_refuses_what_makes_no_sense(product, change):
    with pytest.raises(DatabaseError), transaction.atomic():
        Product.objects.filter(pk=product.pk).update(**change)
