"""Products as JSON for everybody, and one's own orders."""

from decimal import Decimal
from uuid import UUID

from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import Field, ModelSchema, Query, Router, Schema, Status
from ninja.decorators import decorate_view
from ninja.pagination import paginate

from accounts.api import public
from core.api import form_errors
from core.page_cache import cached_for_visitors
from core.pagination import KeysetPagination

from .basket import MAX_PIECES, BasketLine
from .checkout import place_order
from .forms import OrderForm
from .models import Order, OrderLine, Product

router = Router(tags=["shop"])


class ProductOut(ModelSchema):
    """A product as the API shows it. Prices are texts, because floats are not exact."""

    category: str = Field(alias="category.name")
    price: Decimal
    images: list[str]
    url: str = Field(alias="get_absolute_url")

    class Meta:
        model = Product
        fields = ["id", "title", "slug", "description", "currency", "tax_rate", "stock"]

    @staticmethod
    def resolve_images(product):
        """Return the URLs of the images."""
        return [picture.image.url for picture in product.images.all()]


class OrderLineOut(ModelSchema):
    """A line of an order."""

    class Meta:
        model = OrderLine
        fields = ["title", "unit_price", "tax_rate", "quantity"]


class OrderOut(ModelSchema):
    """An order as the API shows it."""

    number: str
    lines: list[OrderLineOut]
    url: str = Field(alias="get_absolute_url")

    class Meta:
        model = Order
        fields = [
            *["id", "name", "street", "postcode", "city", "country"],
            *["currency", "total", "tax", "state", "created_at"],
        ]


class LineIn(Schema, extra="forbid"):
    """How many pieces of which product."""

    product: int = Field(ge=1, le=2**63 - 1)
    quantity: int = Field(ge=1, le=MAX_PIECES)


class OrderIn(ModelSchema, extra="forbid"):
    """The body of a request to order. The same `checkout_token` twice is the same order."""

    checkout_token: UUID
    expected_total: Decimal | None = None
    lines: list[LineIn] = Field(min_length=1, max_length=100)

    class Meta:
        model = Order
        fields = ["name", "street", "postcode", "city", "country"]


@router.get("/products/", response=list[ProductOut], auth=public)
@decorate_view(cached_for_visitors)
@paginate(KeysetPagination)
def list_products(request, q: str = Query("", max_length=200)):
    """List the active products, or those that a search finds, by title."""
    products = Product.objects.active().with_images()
    return products.search(q).order_by("title", "pk") if q else products


@router.get("/products/{int:product_id}", response=ProductOut, auth=public)
def get_product(request, product_id: int):
    """Return one active product."""
    return get_object_or_404(Product.objects.active().with_images(), pk=product_id)


@router.get("/orders/", response=list[OrderOut])
@paginate(KeysetPagination)
def list_orders(request):
    """List your orders, newest first."""
    return Order.objects.of(request.user).with_lines()


@router.get("/orders/{int:order_id}", response=OrderOut)
def get_order(request, order_id: int):
    """Return one of your orders."""
    return get_object_or_404(Order.objects.of(request.user).with_lines(), pk=order_id)


@router.post("/orders/", response={201: OrderOut})
def create_order(request, payload: OrderIn):
    """Order products, to be paid for on the website."""
    form = OrderForm(payload.dict())
    if not form.is_valid():
        raise form_errors(form)
    try:
        order = form.order_for(request.user)
        return Status(201, place_order(order, lines_of(payload), payload.expected_total))
    except ValidationError as error:
        form.add_error(None, error)
        raise form_errors(form) from None


def lines_of(payload):
    """Return the lines of a basket with what the client sends."""
    pieces: dict[int, int] = {}
    for line in payload.lines:
        pieces[line.product] = pieces.get(line.product, 0) + line.quantity
    products = Product.objects.active().in_bulk(pieces)
    if missing := pieces.keys() - products.keys():
        message = _("There is no product %(number)s. Choose one from the list.")
        raise ValidationError(message % {"number": min(missing)})
    return [BasketLine(products[pk], quantity) for pk, quantity in pieces.items()]
