"""Lines of other files that belong to the shop: see core/removal.py."""

ROW = "| `shop/` | Products, basket, checkout, payments, orders, invoices, API |"
LINES = {
    ".env.example": [
        "# Shop: let customers pay with a test card that takes no money. On with DEBUG, else off.\n"
        "# SHOP_SANDBOX_CARD=on\n",
        "# Shop: what the payment service signs its messages to /shop/webhook/ with, "
        "at least 50 characters.\n"
        "# SHOP_WEBHOOK_SECRET=replace-me-with-the-secret-that-you-share-with-the-payment-service\n",
    ],
    "AGENTS.md": [ROW],
    "README.md": [ROW],
    "config/api.py": ['api.add_router("/shop", "shop.api.router")'],
    "config/settings.py": [
        '    "shop",',
        "\n# Settings of single apps, each in the app's own module\n",
        "from shop.settings import SHOP_SANDBOX_CARD, SHOP_SELLER, SHOP_WEBHOOK_SECRET",
    ],
    "config/urls.py": ['    path("shop/", include("shop.urls")),'],
}
PATHS = ["*/exercises/shop*", "*/rows/shop.py"]
ALONE = {"starter": "shop"}
