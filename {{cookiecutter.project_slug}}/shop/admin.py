import re

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, ngettext_lazy

from core.admin import ModelAdmin
from core.forms import VersionedForm

from .models import Category, Order, OrderLine, Payment, Product, ProductImage
from .reports import order_csv, sales_summary

# What is said when the states of orders were changed.
CHANGED = {
    Order.State.PAID: ngettext_lazy("%(n)s order paid.", "%(n)s orders paid.", "n"),
    Order.State.SHIPPED: ngettext_lazy("%(n)s order shipped.", "%(n)s orders shipped.", "n"),
    Order.State.CANCELLED: ngettext_lazy("%(n)s order cancelled.", "%(n)s orders cancelled.", "n"),
    Order.State.REFUNDED: ngettext_lazy("%(n)s order refunded.", "%(n)s orders refunded.", "n"),
}


class StockFilter(admin.SimpleListFilter):
    """Filter products by how many are left."""

    title = _("stock")
    parameter_name = "stock"

    def lookups(self, request, model_admin):
        """Return the choices: (value in the URL, text)."""
        return [("low", _("Low or out of stock")), ("none", _("Out of stock"))]

    def queryset(self, request, queryset):
        """Return the active products that are to be ordered; ignore any other value."""
        match self.value():
            case "low":
                return queryset.low_in_stock()
            case "none":
                return queryset.low_in_stock().filter(stock=0)
        return queryset


class PaymentFilter(admin.ChoicesFieldListFilter):
    """Filter orders by the state of their payments, beside their own state."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.title = _("payment")


class ProductImageInline(admin.TabularInline):
    """The pictures of a product, on its page."""

    model = ProductImage
    form = VersionedForm
    extra = 1


@admin.register(Product)
class ProductAdmin(ModelAdmin):
    """Find, describe and price products, and count the stock."""

    list_display = ["title", "category", "price", "currency", "stock", "is_active"]
    list_filter = [StockFilter, "is_active", "category"]
    list_select_related = ["category"]
    autocomplete_fields = ["category"]
    prepopulated_fields = {"slug": ["title"]}
    readonly_fields = ["created_at", "updated_at"]
    inlines = [ProductImageInline]
    actions = ["activate", "deactivate"]

    def view_on_site(self, obj):
        """Return the URL of the product, if customers see it."""
        return obj.get_absolute_url() if obj.is_active else None

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Send the stock that was shown with the form: was it typed?"""
        if db_field.name == "stock":
            kwargs["show_hidden_initial"] = True
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def save_model(self, request, obj, form, change):
        """Leave the stock alone unless it was typed: customers may have bought meanwhile."""
        if not change or "stock" in form.changed_data:
            return super().save_model(request, obj, form, change)
        names = {field.name for field in obj._meta.concrete_fields if not field.primary_key}
        return obj.save(update_fields=names - {"stock"})

    @admin.action(description=_("Show to customers"), permissions=["change"])
    def activate(self, request, queryset):
        """Show the chosen products in the shop."""
        number = queryset.update(is_active=True)
        done = ngettext("%(n)s product shown.", "%(n)s products shown.", number)
        self.message_user(request, done % {"n": number}, messages.SUCCESS)

    @admin.action(description=_("Hide from customers"), permissions=["change"])
    def deactivate(self, request, queryset):
        """Hide the chosen products; orders and baskets keep their lines."""
        number = queryset.update(is_active=False)
        done = ngettext("%(n)s product hidden.", "%(n)s products hidden.", number)
        self.message_user(request, done % {"n": number}, messages.SUCCESS)


@admin.register(Category)
class CategoryAdmin(ModelAdmin):
    """Name the shelves of the shop."""

    list_display = ["name", "slug"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}


class ReadOnlyInline(admin.TabularInline):
    """Rows that are on record: they are shown, and changed by nobody."""

    extra = 0

    def has_add_permission(self, request, obj=None):
        """Refuse."""
        return False

    def has_change_permission(self, request, obj=None):
        """Refuse."""
        return False

    def has_delete_permission(self, request, obj=None):
        """Refuse."""
        return False


class OrderLineInline(ReadOnlyInline):
    """The lines of an order, at the prices of that moment."""

    model = OrderLine
    fields = ["title", "quantity", "unit_price", "tax_rate"]


class PaymentInline(ReadOnlyInline):
    """How the customer tried to pay."""

    model = Payment
    fields = ["method", "reference", "amount", "state", "created_at"]
    readonly_fields = ["created_at"]


@admin.register(Order)
class OrderAdmin(ModelAdmin):
    """Follow orders from payment to parcel. Snapshots and states are not typed in."""

    change_list_template = "shop/admin/order_change_list.html"
    list_display = ["number", "state", "name", "total", "currency", "created_at"]
    list_filter = ["state", ("payments__state", PaymentFilter), "currency", "created_at"]
    search_fields = ["=id", "name", "email", "lines__title"]
    readonly_fields = ["number", "customer_link", "state", "currency", "total", "tax", "created_at"]
    fields = [*readonly_fields, "email", "name", "street", "postcode", "city", "country"]
    inlines = [OrderLineInline, PaymentInline]
    actions = ["mark_paid", "ship", "cancel", "refund", "refund_returned", "export"]
    view_on_site = False  # its page is only for the customer

    def get_search_results(self, request, queryset, search_term):
        """Find an order by the number that customers see, too."""
        if number := re.fullmatch(r"\s*\d{4}-0*(\d{1,18})\s*", search_term):
            search_term = number[1]
        return super().get_search_results(request, queryset, search_term)

    def has_add_permission(self, request):
        """Refuse: customers order in the shop."""
        return False

    def has_delete_permission(self, request, obj=None):
        """Refuse: a shop keeps its books. Cancel the order instead."""
        return False

    def has_refund_permission(self, request):
        """Return whether this person may give money back."""
        return request.user.has_perm("shop.refund_order")

    def has_export_permission(self, request):
        """Return whether this person may take addresses out of the site."""
        return request.user.has_perm("shop.export_order")

    def get_urls(self):
        """Add the page with the sales."""
        view = self.admin_site.admin_view(self.sales)
        return [path("summary/", view, name="shop_order_summary"), *super().get_urls()]

    def sales(self, request):
        """Show the sales by month, and what sells best, to those who may see orders."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return sales_summary(request, self)

    @admin.display(description=_("number"))
    def number(self, order):
        """Return the number that customers and invoices name."""
        return order.number

    @admin.display(description=_("customer"))
    def customer_link(self, order):
        """Return a link to the account of the customer, if there still is one."""
        if order.customer is None:
            return "-"
        url = reverse("admin:accounts_user_change", args=[order.customer_id])
        return format_html('<a href="{}">{}</a>', url, order.customer)

    def change_states(self, request, queryset, state, **options):
        """Change the state of each order, and say how many were changed and which could not be."""
        changed, refused = 0, []
        for order in queryset:
            try:
                if state == Order.State.PAID:
                    order.mark_paid()
                else:
                    order.change_state(state, **options)
                changed += 1
            except ValidationError as error:
                refused.append(error.message)
        if changed:
            self.message_user(request, CHANGED[state] % {"n": changed}, messages.SUCCESS)
        for message in refused:
            self.message_user(request, message, messages.WARNING)

    @admin.action(description=_("Mark as paid"), permissions=["change"])
    def mark_paid(self, request, queryset):
        """Mark the chosen orders as paid."""
        self.change_states(request, queryset, Order.State.PAID)

    @admin.action(description=_("Mark as shipped"), permissions=["change"])
    def ship(self, request, queryset):
        """Mark the chosen orders as shipped."""
        self.change_states(request, queryset, Order.State.SHIPPED)

    @admin.action(description=_("Cancel the order"), permissions=["change"])
    def cancel(self, request, queryset):
        """Cancel the chosen orders, and put their goods back."""
        self.change_states(request, queryset, Order.State.CANCELLED)

    @admin.action(description=_("Refund; shipped goods did not come back"), permissions=["refund"])
    def refund(self, request, queryset):
        """Mark the chosen orders as refunded, and put goods back that were not shipped."""
        self.change_states(request, queryset, Order.State.REFUNDED)

    @admin.action(description=_("Refund; shipped goods came back"), permissions=["refund"])
    def refund_returned(self, request, queryset):
        """Mark the chosen orders as refunded, and put all their goods back."""
        self.change_states(request, queryset, Order.State.REFUNDED, is_back=True)

    @admin.action(description=_("Export as CSV"), permissions=["export"])
    def export(self, request, queryset):
        """Download the chosen orders for a spreadsheet."""
        return order_csv(queryset)
