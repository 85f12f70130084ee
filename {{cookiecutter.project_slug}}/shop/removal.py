"""Lines of other files that belong to the shop: see core/removal.py."""

ROW = "| `shop/` | Products, basket, checkout, payments, orders, invoices, API |"
LINES = {
    ".env.example": [
        "# Shop: let customers pay with a test card that takes no money. On with DEBUG, else off.\n"
        "# SHOP_SANDBOX_CARD=on\n",
        "# Shop: how many pieces one account may have in orders that are not paid for.\n"
        "# SHOP_UNPAID_PIECES=200\n",
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
        "from shop.settings import (\n"
        "    SHOP_SANDBOX_CARD,\n"
        "    SHOP_SELLER,\n"
        "    SHOP_UNPAID_PIECES,\n"
        "    SHOP_WEBHOOK_SECRET,\n"
        ")",
    ],
    "config/urls.py": ['    path("shop/", include("shop.urls")),'],
}
PATHS = ["*/exercises/shop*", "*/rows/shop.py", "tour/tests/attacks/test_csv_formula.py"]
ALONE = {"starter": "shop"}
