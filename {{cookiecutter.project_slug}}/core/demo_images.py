"""Draw the pictures of the demo data, so that no picture files have to be shipped."""

import random
from io import BytesIO

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 960, 540  # Drawn at this size, and made half as large: that is smoother.
PALETTES = [
    ["#0b4d38", "#f2b544", "#f6f1e4", "#d9682b", "#2f8f6b"],
    ["#12355b", "#e8d8b7", "#d1495b", "#66a182", "#edae49"],
    ["#3d2c2e", "#e3b587", "#8c5e58", "#f2e6d8", "#5b8e7d"],
    ["#264653", "#2a9d8f", "#e9c46a", "#f4a261", "#fdf6e9"],
]


def draw(kind, seed):
    """Return a picture of circles, squares, bars, rings or rays as PNG bytes, fixed by `seed`."""
    chance = random.Random(seed)  # noqa: S311
    background, *colours = chance.sample(chance.choice(PALETTES), 5)
    image = Image.new("RGB", (WIDTH, HEIGHT), background)
    pen = ImageDraw.Draw(image, "RGBA")
    for number in range(9):
        draw_shape(kind, pen, chance, number, chance.choice(colours) + "d0")
    content = BytesIO()
    image.reduce(2).save(content, "PNG", compress_level=1)  # It is encoded again when stored.
    return content.getvalue()


def draw_shape(kind, pen, chance, number, colour):
    """Draw one of nine: somewhere, or next to, around or behind the others."""
    x, y, size = chance.randrange(WIDTH), chance.randrange(HEIGHT), chance.randrange(40, 200)
    match kind:
        case "circles":
            pen.circle((x, y), size, colour)
        case "squares":
            pen.rounded_rectangle((x - size, y - size, x + size, y + size), 12, colour)
        case "bars":
            left = number * WIDTH / 9
            pen.rectangle((left + 12, size * 2, left + WIDTH / 9 - 12, HEIGHT), colour)
        case "rings":
            pen.circle((WIDTH * 0.62, HEIGHT * 0.7), 620 - number * 66, outline=colour, width=30)
        case "rays":
            end = HEIGHT - number * 170
            pen.polygon([(0, HEIGHT), (WIDTH, end), (WIDTH, end - 90)], colour)
