import re
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import ExifTags, Image

from core import images


def picture(width=2, height=2, mode="RGB", kind="PNG", colour=0, **options):
    """Return a file with a picture, and a tail that is none of it."""
    content = BytesIO()
    Image.new(mode, (width, height), colour).save(content, kind, **options)
    return SimpleUploadedFile("Holiday.PNG", content.getvalue() + b"<script>SecretTail</script>")


BROKEN = picture(50, 50).read()[:60]
TRUNCATED = picture(50, 50, kind="WEBP").read()[:60]


@pytest.mark.parametrize(
    "content",
    [b"", b"<svg onload=alert(1)>", b"\x89PNG", picture(kind="GIF").read(), BROKEN, TRUNCATED],
    ids=["empty", "svg", "start", "gif", "broken", "truncated"],
)
def test_what_is_no_image_is_refused(content):
    with pytest.raises(ValidationError, match="not a JPEG, PNG or WebP image"):
        images.reencode(SimpleUploadedFile("picture.png", content))


@pytest.mark.parametrize(
    ("limit", "problem"),
    [
        ("MAX_PIXELS", "10 × 10 pixels"),
        ("MAX_DECODED_BYTES", "10 × 10 pixels"),
        ("MAX_BYTES", "at most"),
    ],
)
def test_a_file_that_is_too_large_is_refused(monkeypatch, limit, problem):
    monkeypatch.setattr(images, limit, 50)

    with pytest.raises(ValidationError, match=problem):
        images.reencode(picture(10, 10))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_pixels_are_kept_upright_and_everything_else_goes(kind):
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6  # on its side
    exif[ExifTags.Base.Make] = "SecretCamera"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] = "N"
    file = picture(40, 20, kind=kind, colour="red", exif=exif, comment="SecretComment")
    assert b"SecretCamera" in file.read()

    clean = images.reencode(file)

    image = Image.open(clean)
    assert image.format == kind
    assert image.size == (20, 40)
    assert image.convert("RGB").getpixel((10, 20)) == pytest.approx((255, 0, 0), abs=3)
    assert not image.getexif()
    clean.seek(0)
    assert b"Secret" not in clean.read()


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_transparency_is_kept(kind):
    clean = images.reencode(picture(mode="RGBA", colour=(255, 0, 0, 0), kind=kind))

    assert Image.open(clean).getpixel((0, 0))[3] == 0


def test_of_several_pictures_in_a_jpeg_the_first_is_kept():
    first, second = Image.new("RGB", (20, 10), "red"), Image.new("RGB", (20, 10), "blue")
    content = BytesIO()
    first.save(content, "MPO", save_all=True, append_images=[second])

    image = Image.open(images.reencode(SimpleUploadedFile("phone.jpg", content.getvalue())))

    assert image.format == "JPEG"
    assert image.getpixel((5, 5)) == pytest.approx((255, 0, 0), abs=3)


def test_large_image_is_made_smaller():
    side = images.MAX_SIDE_PIXELS

    clean = images.reencode(picture(2 * side, side // 10))

    assert Image.open(clean).size == (side, side // 20)


def test_stored_name_keeps_nothing_of_what_the_visitor_chose():
    field = images.UploadedImageField(upload_to="covers")

    name = field.generate_filename(None, "../../etc/Holiday.png")

    assert re.fullmatch(r"covers/[0-9a-f-]{36}\.png", name)
