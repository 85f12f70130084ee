"""
Decompression bomb: a small file needs a thousand times as much memory once it is opened.

The number of pixels stands at the beginning of the file, and is looked at first.
https://docs.djangoproject.com/en/6.1/topics/security/#user-uploaded-content
"""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import ImageField
from PIL import Image

from core.images import UploadedImageField

PROTECTION = "core/images.py: MAX_PIXELS"

SIDE = 6000


@pytest.fixture(scope="module")
def bomb():
    """Return a picture of many pixels that are all black."""
    content = BytesIO()
    Image.new("L", (SIDE, SIDE)).save(content, "PNG")
    return content.getvalue()


def attack(field, bomb):
    """Upload the picture, and return how much memory it takes for each of its bytes."""
    upload = field.formfield().clean(SimpleUploadedFile("bomb.png", bomb))
    field.run_validators(upload)
    return len(Image.open(upload).tobytes()) / len(bomb)


def test_attack_is_refused_before_it_is_opened(bomb):
    with pytest.raises(ValidationError, match="6000 × 6000 pixels"):
        attack(UploadedImageField(), bomb)


def test_control_without_the_limit_the_memory_is_taken(bomb):
    assert attack(ImageField(), bomb) > 900
