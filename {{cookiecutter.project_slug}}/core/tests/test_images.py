import re
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import ExifTags, Image

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


@pytest.mark.parametrize("check", [images.validate_image, images.reencode])
def test_an_image_that_pillow_itself_refuses_is_no_error_page(check):
    content = BytesIO()
    Image.new("1", (14_000, 14_000)).save(content, "PNG")

    with pytest.raises(ValidationError, match="not a JPEG"):
        check(SimpleUploadedFile("picture.png", content.getvalue()))


def test_a_file_that_is_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(images, "MAX_BYTES", 10)

    with pytest.raises(ValidationError, match="at most"):
        images.validate_image(picture())


def with_metadata(kind):
    """Return an image that lies on its side, says where it was taken, and has a tail."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    exif[ExifTags.Base.Make] = "SecretCamera"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] = "N"
    content = BytesIO()
    Image.new("RGB", (40, 20), "red").save(content, kind, exif=exif, comment="SecretComment")
    return SimpleUploadedFile("Holiday.PNG", content.getvalue() + b"<script>SecretTail</script>")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_pixels_are_kept_upright_and_everything_else_goes(kind):
    file = with_metadata(kind)
    assert b"SecretCamera" in file.read()

    clean = images.reencode(file)

    image = Image.open(clean)
    assert image.format == kind
    assert image.size == (20, 40)
    assert image.convert("RGB").getpixel((10, 20)) == pytest.approx((255, 0, 0), abs=3)
    assert not image.getexif()
    clean.seek(0)
    assert b"Secret" not in clean.read()


def test_transparency_is_kept():
    content = BytesIO()
    Image.new("RGBA", (2, 2), (255, 0, 0, 0)).save(content, "PNG")

    clean = images.reencode(SimpleUploadedFile("x.png", content.getvalue()))

    assert Image.open(clean).getpixel((0, 0))[3] == 0


def test_large_image_is_made_smaller():
    side = images.MAX_SIDE_PIXELS

    clean = images.reencode(picture(2 * side, side // 10))

    assert Image.open(clean).size == (side, side // 20)


def test_broken_image_is_refused_before_it_is_stored():
    broken = SimpleUploadedFile("picture.png", picture(50, 50).read()[:60])

    with pytest.raises(ValidationError, match="not a JPEG, PNG or WebP image"):
        images.validate_image(broken)
    with pytest.raises(ValidationError, match="not a JPEG, PNG or WebP image"):
        images.reencode(broken)


def test_stored_name_keeps_nothing_of_what_the_visitor_chose():
    field = images.UploadedImageField(upload_to="covers")

    name = field.generate_filename(None, "../../etc/Holiday.png")

    assert re.fullmatch(r"covers/[0-9a-f-]{36}\.png", name)
