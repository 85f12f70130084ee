from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from core import images


def picture(width=2, height=2, kind="PNG"):
    content = BytesIO()
    Image.new("1", (width, height)).convert("RGB").save(content, kind)
    return SimpleUploadedFile("picture.png", content.getvalue())


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_an_image_is_accepted(kind):
    images.validate_image(picture(kind=kind))


@pytest.mark.parametrize("content", [b"", b"<svg onload=alert(1)>", b"\x89PNG broken"])
def test_what_is_no_image_is_refused(content):
    with pytest.raises(ValidationError, match="not a JPEG, PNG or WebP image"):
        images.validate_image(SimpleUploadedFile("picture.png", content))


def test_a_gif_is_refused_whatever_its_name():
    with pytest.raises(ValidationError, match="not a JPEG"):
        images.validate_image(picture(kind="GIF"))


def test_an_image_with_too_many_pixels_is_refused(monkeypatch):
    monkeypatch.setattr(images, "MAX_PIXELS", 50)

    with pytest.raises(ValidationError, match="10 × 10 pixels"):
        images.validate_image(picture(10, 10))


def test_a_file_that_is_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(images, "MAX_BYTES", 10)

    with pytest.raises(ValidationError, match="at most"):
        images.validate_image(picture())


def test_stored_name_keeps_nothing_but_the_extension():
    name = images.random_name("covers", "../../etc/Holiday.PNG")

    assert name.startswith("covers/")
    assert name.endswith(".png")
    assert "oliday" not in name
    assert ".." not in name
