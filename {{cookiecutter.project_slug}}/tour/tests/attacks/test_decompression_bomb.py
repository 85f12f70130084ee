"""
Decompression bomb: a small file needs a thousand times as much memory once it is opened.

What decoding will take follows from kind and size, which stand at the beginning of the file.
https://docs.djangoproject.com/en/6.1/topics/security/#user-uploaded-content
"""

import subprocess
import sys

import pytest
from django.conf import settings
from PIL import Image

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Linux tells the peak of memory.")

PROTECTION = "core/images.py: MAX_DECODED_BYTES ="

BOUND_MB = 80
ALL_AT_ONCE = "lambda file: ImageOps.exif_transpose(Image.open(file)).convert('RGBA')"
PROGRAM = """
import re, sys
from django.conf import settings
settings.configure(USE_I18N=False)
from django.core.exceptions import ValidationError
from django.core.files import File
from PIL import Image, ImageOps
from core import images

def peak_mb():
    with open("/proc/self/status") as status:
        return int(re.search("VmHWM: *(.+) kB", status.read())[1]) / 1024

before = peak_mb()
with open(sys.argv[1], "rb") as file:
    try:
        (%s)(File(file))
        said = "taken"
    except ValidationError:
        said = "refused"
print(peak_mb() - before, said)
"""

PHONE = (4032, 3024)
PICTURES = {
    "phone.jpg": ("RGB", PHONE, {}),
    "progressive.jpg": ("RGB", PHONE, {"progressive": True}),
    "several.jpg": ("RGB", PHONE, {"format": "MPO", "save_all": True}),
    "print.jpg": ("CMYK", PHONE, {}),
    "screen.png": ("RGBA", (3840, 2160), {}),
    "depth.png": ("I;16", (3500, 3500), {}),
    "palette.png": ("P", (3500, 3500), {}),
    "moving.png": ("RGBA", (3400, 3400), {"save_all": True}),
    "web.webp": ("RGB", (2000, 2000), {"lossless": True}),
    "clear.webp": ("RGBA", (2000, 2000), {"lossless": True}),
}
BOMBS = {
    "bomb.webp": ("RGBA", (5000, 5000), {"lossless": True}),
    "bomb.png": ("L", (6000, 6000), {}),
    "bomb.jpg": ("RGB", (5000, 5000), {"progressive": True, "subsampling": 0}),
    "rows.png": ("L", (1, 9_000_000), {}),
}


def attack(tmp_path, name, opened="images.reencode"):
    """Upload a picture; return how much more memory the process needs, in MB, and what it says."""
    mode, size, options = (PICTURES | BOMBS)[name]
    image = Image.new(mode, size)
    if options.get("save_all"):
        options = options | {"append_images": [image.point(lambda tone: tone + 9), image]}
    image.save(tmp_path / name, **options)
    command = [sys.executable, "-c", PROGRAM % opened, str(tmp_path / name)]
    answer = subprocess.check_output(command, cwd=settings.BASE_DIR, encoding="utf-8")
    return float(answer.split()[0]), answer.split()[1]


def each(pictures, *everyday):
    """Parametrize with the names of pictures; all but some are for the slow tests."""
    slow = pytest.mark.slow
    names = [name if name in everyday else pytest.param(name, marks=slow) for name in pictures]
    return pytest.mark.parametrize("name", names)


@each(PICTURES, "screen.png", "clear.webp")
def test_attack_by_what_people_upload_takes_little_memory(tmp_path, name):
    megabytes, said = attack(tmp_path, name)

    assert said == "taken"
    assert megabytes < BOUND_MB


@each(BOMBS, "bomb.webp", "rows.png")
def test_attack_is_refused_before_it_is_decoded(tmp_path, name):
    megabytes, said = attack(tmp_path, name)

    assert said == "refused"
    assert megabytes < BOUND_MB / 4


@each(["phone.jpg", "bomb.webp"], "bomb.webp")
def test_control_without_the_limit_the_memory_is_taken(tmp_path, name):
    assert attack(tmp_path, name, opened=ALL_AT_ONCE)[0] > BOUND_MB
