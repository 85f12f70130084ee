from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from django.views.generic import DetailView, ListView

from core.forms import SearchForm
from core.pagination import CappedPaginator

from . import payments
from .basket import Basket, sum_up
from .checkout import place_order
from .forms import OrderForm, QuantityForm
from .models import Category, Order, Payment, Product


class ProductListView(ListView):
    """The active products, by title, or those that a search finds."""

    paginate_by = 12
    paginator_class = CappedPaginator

    def get_queryset(self):
        """Return the products with all that the list shows."""
        self.search_form = SearchForm(self.request.GET)
        products = Product.objects.active().with_images()
        return self.search_form.found(products)

    def get_context_data(self, **kwargs):
        """Add the search and the categories."""
        categories = Category.objects.in_use()
        context = {"search_form": self.search_form, "categories": categories}
        return super().get_context_data(**context, **kwargs)


class CategoryDetailView(ProductListView):
    """The active products of one category."""

    template_name = "shop/category_detail.html"

    def get_queryset(self):
        """Return the products of the category in the URL, or answer 404."""
        self.category = get_object_or_404(Category, slug=self.kwargs["slug"])
        return super().get_queryset().filter(category=self.category)

    def get_context_data(self, **kwargs):
        """Add the category."""
        return super().get_context_data(category=self.category, **kwargs)


class ProductDetailView(DetailView):
    """One product, with a button that puts it into the basket."""

    def get_queryset(self):
        """Return the products that customers see."""
        return Product.objects.active().with_images()


def basket(request):
    """Show what the visitor means to buy."""
    lines = Basket(request).lines()
    return render(request, "shop/basket.html", {"lines": lines, "summary": sum_up(lines)})


@require_POST
def basket_add(request, pk):
    """Put pieces of a product into the basket, beside those that are in it."""
    product = get_object_or_404(Product.objects.active(), pk=pk)
    form = QuantityForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Enter a quantity from 1 to 99."))
        return redirect(product)
    return apply_change(request, product, Basket(request).add, form.cleaned_data["quantity"])


@require_POST
def basket_change(request, pk):
    """Change the number of pieces in the basket; 0 removes the product."""
    product = get_object_or_404(Product, pk=pk)
    form = QuantityForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Enter a quantity from 0 to 99."))
        return redirect("shop:basket")
    return apply_change(request, product, Basket(request).change, form.cleaned_data["quantity"])


def apply_change(request, product, change, quantity):
    """Change the basket, and say why if it cannot be changed so."""
    try:
        change(product, quantity)
    except ValidationError as error:
        messages.error(request, error.message)
        return redirect(product if product.is_active else "shop:basket")
    return redirect("shop:basket")


@login_required
def checkout(request):
    """Ask for the address, show what is ordered, and place the order."""
    lines = Basket(request).lines()
    if request.method == "POST":
        form = OrderForm(request.POST)
        if order := submit_order(request, form, lines):
            return redirect("shop:order_pay", order.pk)
    elif not lines:
        return redirect("shop:basket")
    else:
        form = OrderForm(initial={"name": request.user.name, "checkout_token": uuid4()})
    context = {"form": form, "lines": lines, "summary": sum_up(lines)}
    return render(request, "shop/checkout.html", context)


def submit_order(request, form, lines):
    """Return the order of a form, and empty the basket; or add the reason to the form."""
    if not form.is_valid():
        return None
    try:
        order = form.order_for(request.user)
        placed = place_order(order, lines, form.cleaned_data["expected_total"])
        if placed is order:  # The form of an earlier order says nothing of what is there now.
            Basket(request).clear()
        return placed
    except ValidationError as error:
        form.add_error(None, error)
        return None


class OrderListView(LoginRequiredMixin, ListView):
    """One's own orders, newest first."""

    paginate_by = 20
    paginator_class = CappedPaginator

    def get_queryset(self):
        """Return the orders of the person who is signed in."""
        return Order.objects.of(self.request.user).with_lines()


class OrderDetailView(LoginRequiredMixin, DetailView):
    """One of one's own orders."""

    def get_queryset(self):
        """Return the orders of the person who is signed in."""
        return Order.objects.of(self.request.user).with_lines()


class InvoiceView(OrderDetailView):
    """The invoice of one of one's own orders, fit for paper."""

    template_name = "shop/invoice.html"


@login_required
def order_pay(request, pk):
    """Ask how the customer wants to pay, and try it."""
    order = get_object_or_404(Order.objects.of(request.user), pk=pk)
    if order.state != Order.State.PENDING:
        return redirect(order)
    methods = payments.methods()
    chosen = methods.get(request.POST.get("method"))
    forms = {slug: method.form_class(prefix=slug) for slug, method in methods.items()}
    if chosen:
        form = forms[chosen.slug] = chosen.form_class(request.POST, prefix=chosen.slug)
        if form.is_valid():
            return show_payment_result(request, payments.pay(order, chosen, form.cleaned_data))
    choices = [(method, forms[slug]) for slug, method in methods.items()]
    return render(request, "shop/order_pay.html", {"order": order, "choices": choices})


ANSWERS = {
    Payment.State.STARTED: (
        messages.SUCCESS,
        _("Thank you. The invoice is below, and in your orders."),
    ),
    Payment.State.SUCCEEDED: (messages.SUCCESS, _("Thank you. Your order is paid for.")),
    Payment.State.DECLINED: (
        messages.ERROR,
        _("The card was declined. Try another one, or another way."),
    ),
    Payment.State.UNKNOWN: (
        messages.WARNING,
        _(
            "The payment service is not responding. Your order is saved. "
            "You will be notified when the payment is confirmed; you may also try again."
        ),
    ),
    Payment.State.TO_REFUND: (
        messages.WARNING,
        _("The order was already paid for: this payment will be refunded."),
    ),
}


def show_payment_result(request, payment):
    """Tell the customer what became of the payment, and lead them on."""
    messages.add_message(request, *ANSWERS[payment.state])
    declined = payment.state == Payment.State.DECLINED
    return redirect("shop:order_pay" if declined else "shop:order_detail", payment.order_id)


@login_required
@require_POST
def order_cancel(request, pk):
    """Cancel one of one's own orders, as long as nothing is paid."""
    order = get_object_or_404(Order.objects.of(request.user), pk=pk)
    try:
        order.change_state(Order.State.CANCELLED)
    except ValidationError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("Order %(number)s is cancelled.") % {"number": order.number})
    return redirect(order)
