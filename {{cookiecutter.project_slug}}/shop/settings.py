"""Settings of the shop, which config/settings.py takes in."""

from config.environment import env, secret_key

# On invoices, below the name of the site: address, tax number, bank account.
SHOP_SELLER: list[str] = []

# Whether customers may pay with a test card that takes no money.
SHOP_SANDBOX_CARD = env.bool("SHOP_SANDBOX_CARD", default=env.bool("DEBUG", default=False))

# What the payment service signs its messages with.
SHOP_WEBHOOK_SECRET = env("SHOP_WEBHOOK_SECRET", cast=secret_key, default="")

# How many pieces one account may have in orders that are not paid for: they are kept from others.
SHOP_UNPAID_PIECES = env.int("SHOP_UNPAID_PIECES", default=200)
