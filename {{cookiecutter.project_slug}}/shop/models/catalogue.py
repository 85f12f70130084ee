from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.fields import LineField, TextField
from core.images import UploadedImageField
from core.markdown import render, teaser, validate_links
from core.search import SearchQuerySet
from shop.money import CURRENCIES, format_money, is_rounded

LOW_STOCK = 5


class CategoryQuerySet(models.QuerySet):
    """Query methods for categories."""

    def in_use(self):
        """Return the categories with active products, by name."""
        products = Product.objects.active()
        return self.filter(Exists(products.filter(category=OuterRef("pk")))).order_by("name")


class Category(models.Model):
    """A shelf of the shop."""

    name = LineField(_("name"), max_length=60, unique=True)
    slug = models.SlugField(_("slug"), max_length=80, unique=True, allow_unicode=True)

    objects = CategoryQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("category")
        verbose_name_plural = _("categories")

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        """Return the URL of the list of products on this shelf."""
        return reverse("shop:category_detail", args=[self.slug])


class ProductQuerySet(SearchQuerySet):
    """Query methods for products."""

    def active(self):
        """Return the products that customers see."""
        return self.filter(is_active=True)

    def low_in_stock(self):
        """Return the active products of which few are left."""
        return self.active().filter(stock__lte=LOW_STOCK)

    def with_images(self):
        """Load the categories in the same query, and all images in one more."""
        return self.select_related("category").prefetch_related("images")

    def take(self, pk, quantity):
        """
        Take pieces out of the stock and return True, or return False if there are too few.

        The database compares and subtracts in one statement: of two customers who want the
        last piece at the same moment, one gets True. One query.
        """
        enough = self.active().filter(pk=pk, stock__gte=quantity)
        return enough.update(stock=F("stock") - quantity) == 1

    def put_back(self, pk, quantity):
        """Put pieces back into the stock. One query."""
        self.filter(pk=pk).update(stock=F("stock") + quantity)


class Product(models.Model):
    """Something to buy. Its price includes the tax."""

    category = models.ForeignKey(
        Category, on_delete=models.PROTECT, related_name="products", verbose_name=_("category")
    )
    title = LineField(_("title"), max_length=120)
    slug = models.SlugField(_("slug"), max_length=120, unique=True, allow_unicode=True)
    description = TextField(
        _("description"),
        max_length=20_000,
        blank=True,
        validators=[validate_links],
        help_text=_("In Markdown: # heading, **bold**, [text](URL)."),
    )
    price = models.DecimalField(
        _("price"),
        max_digits=10,
        decimal_places=2,
        validators=[MinValueValidator(Decimal(0))],
        help_text=_("For one piece, with the tax."),
    )
    currency = models.CharField(
        _("currency"), max_length=3, choices=[(code, code) for code in CURRENCIES]
    )
    tax_rate = models.DecimalField(
        _("tax rate"),
        max_digits=5,
        decimal_places=2,
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100))],
        help_text=_("In percent."),
    )
    stock = models.PositiveIntegerField(_("stock"), default=0, help_text=_("How many can be sold."))
    is_active = models.BooleanField(
        _("active"), default=True, help_text=_("Switch off to hide the product from customers.")
    )
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects = ProductQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]
        indexes = [
            models.Index(fields=["is_active", "title", "id"], name="active_product_by_title"),
            models.Index(fields=["title", "id"], name="product_by_title"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(price__gte=0), name="price_is_not_negative"),
            models.CheckConstraint(
                condition=models.Q(tax_rate__gte=0, tax_rate__lte=100),
                name="tax_rate_is_a_percentage",
            ),
        ]
        verbose_name = _("product")
        verbose_name_plural = _("products")

    def __str__(self):
        return self.title

    def clean(self):
        """Refuse a price with more decimals than its currency has."""
        if self.price is not None and self.currency and not is_rounded(self.price, self.currency):
            raise ValidationError(
                {
                    "price": _("%(price)s has more decimals than %(currency)s. Round it.")
                    % {"price": self.price, "currency": self.currency}
                }
            )

    def get_absolute_url(self):
        """Return the URL of the page of the product."""
        return reverse("shop:product_detail", args=[self.slug])

    @property
    def available(self):
        """Return how many pieces can be bought; none after the product left the shop."""
        return self.stock if self.is_active else 0

    @property
    def price_text(self):
        """Return the price for people to read."""
        return format_money(self.price, self.currency)

    @property
    def description_html(self):
        """Return the description as HTML that is safe to show."""
        return render(self.description)

    @property
    def teaser(self):
        """Return the first words of the description."""
        return teaser(self.description, words=20)

    @property
    def cover(self):
        """Return the first image, or None. No query after `with_images()`."""
        return next(iter(self.images.all()), None)

    @property
    def is_low(self):
        """Return whether few pieces are left."""
        return 0 < self.stock <= LOW_STOCK


class ProductImage(models.Model):
    """A picture of a product. The first one stands in lists."""

    product = models.ForeignKey(
        Product, on_delete=models.CASCADE, related_name="images", verbose_name=_("product")
    )
    image = UploadedImageField(_("image"), upload_to="products")
    alt = LineField(
        _("description"),
        max_length=200,
        help_text=_("What it shows, for people who cannot see it."),
    )
    position = models.PositiveSmallIntegerField(
        _("position"), default=0, help_text=_("The lowest comes first.")
    )

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("product image")
        verbose_name_plural = _("product images")

    def __str__(self):
        return self.alt
