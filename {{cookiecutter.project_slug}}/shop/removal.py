"""What other files say about this app; core/removal.py takes it out."""

LINES = {
    ".env.example": [r"# Shop: .*\n# SHOP_.*\n"],
    "AGENTS.md": [r"\| .*`shop/.*"],
    "README.md": [r"\| .*`shop/.*"],
    "config/api.py": [r'api\.add_router\("/shop", .*'],
    "config/settings.py": [r'    "shop",', r"# Shop\n\n(?:(?:SHOP_|[ \])]).*\n)+\n"],
    "config/urls.py": [r'    path\("shop/", .*'],
}
PATHS = ["*/exercises/shop*", "*/rows/shop.py"]
ALONE = {"starter": "shop"}
