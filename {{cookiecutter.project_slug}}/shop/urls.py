"""Pages of the shop, and the URL for messages of a payment provider."""

from django.urls import path

from core.page_cache import cached_for_visitors

from . import views
from .webhooks import webhook

app_name = "shop"
urlpatterns = [
    path("", cached_for_visitors(views.ProductListView.as_view()), name="product_list"),
    path(
        "categories/<unicode_slug:slug>/",
        cached_for_visitors(views.CategoryDetailView.as_view()),
        name="category_detail",
    ),
    path("products/<unicode_slug:slug>/", views.ProductDetailView.as_view(), name="product_detail"),
    path("basket/", views.basket, name="basket"),
    path("basket/add/<int:pk>/", views.basket_add, name="basket_add"),
    path("basket/change/<int:pk>/", views.basket_change, name="basket_change"),
    path("checkout/", views.checkout, name="checkout"),
    path("orders/", views.OrderListView.as_view(), name="order_list"),
    path("orders/<int:pk>/", views.OrderDetailView.as_view(), name="order_detail"),
    path("orders/<int:pk>/pay/", views.order_pay, name="order_pay"),
    path("orders/<int:pk>/cancel/", views.order_cancel, name="order_cancel"),
    path("orders/<int:pk>/invoice/", views.InvoiceView.as_view(), name="invoice"),
    path("webhook/", webhook, name="webhook"),
]
