from django.contrib.sitemaps import Sitemap

from .models import Category, Product


class ProductSitemap(Sitemap):
    """The active products, for search engines."""

    def items(self):
        """Return the products, by title."""
        return Product.objects.active()

    def lastmod(self, item):
        """Return when the product was last changed."""
        return item.updated_at


class CategorySitemap(Sitemap):
    """The categories with active products."""

    def items(self):
        """Return the categories, by name."""
        return Category.objects.in_use()
