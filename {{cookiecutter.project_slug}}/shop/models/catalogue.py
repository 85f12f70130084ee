from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.text import Truncator

from core.images import UploadedImageField
from core.markdown import render
from core.validators import validate_characters
from shop.money import CURRENCIES, fits, written
from shop.querysets import LOW_STOCK, CategoryQuerySet, ProductQuerySet


class Category(models.Model):
    """A shelf of the shop."""

    name = models.CharField(max_length=60, unique=True, validators=[validate_characters])
    slug = models.SlugField(max_length=80, unique=True, allow_unicode=True)

    objects = CategoryQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "categories"

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        """Return the address of the list of products on this shelf."""
        return reverse("shop:category_detail", args=[self.slug])


class Product(models.Model):
    """Something to buy. Its price includes the tax."""

    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="products")
    title = models.CharField(max_length=120, validators=[validate_characters])
    slug = models.SlugField(max_length=120, unique=True, allow_unicode=True)
    description = models.TextField(
        max_length=20_000,
        blank=True,
        validators=[validate_characters],
        help_text="In Markdown: # heading, **bold**, [text](address).",
    )
    price = models.DecimalField(
        max_digits=10,
        decimal_places=2,
        validators=[MinValueValidator(Decimal(0))],
        help_text="For one piece, with the tax.",
    )
    currency = models.CharField(max_length=3, choices=[(code, code) for code in CURRENCIES])
    tax_rate = models.DecimalField(
        max_digits=5,
        decimal_places=2,
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100))],
        help_text="In percent.",
    )
    stock = models.PositiveIntegerField(default=0, help_text="How many can be sold.")
    is_active = models.BooleanField(
        "active", default=True, help_text="Switch off to hide the product from customers."
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    search_fields = ["title", "description"]

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

    def __str__(self):
        return self.title

    def clean(self):
        """Refuse a price with more decimals than its currency has."""
        if self.price is not None and self.currency and not fits(self.price, self.currency):
            raise ValidationError(
                {"price": f"{self.price} has more decimals than {self.currency}. Round it."}
            )

    def get_absolute_url(self):
        """Return the address of the page of the product."""
        return reverse("shop:product_detail", args=[self.slug])

    @property
    def price_text(self):
        """Return the price for people to read."""
        return written(self.price, self.currency)

    @property
    def description_html(self):
        """Return the description as HTML that is safe to show."""
        return render(self.description)

    @property
    def teaser(self):
        """Return the first words of the description."""
        return Truncator(strip_tags(render(self.description[:1000]))).words(20)

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

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="images")
    image = UploadedImageField(upload_to="products")
    alt = models.CharField(
        "description", max_length=200, help_text="What it shows, for people who cannot see it."
    )
    position = models.PositiveSmallIntegerField(default=0, help_text="The lowest comes first.")

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return self.alt
