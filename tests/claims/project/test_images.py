"""What people's cameras and programs write into pictures."""

import re
import struct
from io import BytesIO
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageChops

from core import images
from core.tests.test_images import picture


@pytest.fixture
def p3_profile():
    """Return the ICC profile of Display P3: three columns of a matrix, and the curve of sRGB."""
    xyz = lambda *values: b"XYZ \0\0\0\0" + struct.pack(">3i", *(round(v * 65536) for v in values))  # noqa: E731
    curve = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
    para = b"para\0\0\0\0\0\3\0\0" + struct.pack(">5i", *(round(v * 65536) for v in curve))
    tags = {
        b"wtpt": xyz(0.9642, 1, 0.8249),
        b"rXYZ": xyz(0.51512, 0.2412, -0.00105),
        b"gXYZ": xyz(0.29198, 0.69225, 0.04189),
        b"bXYZ": xyz(0.1571, 0.06657, 0.78407),
        b"rTRC": para,
        b"gTRC": para,
        b"bTRC": para,
    }
    table, data, start = b"", b"", 132 + 12 * len(tags)
    for name, value in tags.items():
        table += name + struct.pack(">2I", start + len(data), len(value))
        data += value
    head = struct.pack(">I4sI", start + len(data), b"\0" * 4, 0x04000000) + b"mntrRGB XYZ "
    head += b"\0" * 12 + b"acsp" + b"\0" * 28 + struct.pack(">3i", 63190, 65536, 54061)
    return head.ljust(128, b"\0") + struct.pack(">I", len(tags)) + table + data


@pytest.mark.parametrize("kind", ["GIF", "TIFF", "BMP", "ICO", "PPM"])
@pytest.mark.parametrize("extension", ["png", "gif"])
def test_form_names_the_types_that_it_takes_and_tries_no_others(monkeypatch, kind, extension):
    field = images.UploadedImageField().formfield()
    file = SimpleUploadedFile(f"picture.{extension}", picture(20, 20, kind=kind).read())
    monkeypatch.setattr(Image, "open", None)

    with pytest.raises(ValidationError) as refusal:
        field.clean(file)

    (message,) = refusal.value.messages
    assert {"jpeg", "png", "webp"} <= set(re.findall(r"\w+", message.lower()))
    assert not {"bmp", "tif", "tiff", "ico"} & set(re.findall(r"\w+", message.lower()))


@pytest.mark.filterwarnings("default::UserWarning")
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize(
    "exif",
    [b"Exif\0\0II", b"Exif\0\0II*\0\x08\0\0\0\xff\xff" + b"\x12\x01\x05\0" * 9, b"Exif\0\0?"],
    ids=["cut off", "too long", "something else"],
)
def test_broken_metadata_does_not_refuse_a_picture(kind, exif):
    file = picture(20, 10, kind=kind, colour="red", exif=exif, icc_profile=b"no profile")

    assert Image.open(images.reencode(file)).size == (20, 10)


def test_colours_of_a_profile_become_those_of_the_web(p3_profile):
    file = picture(8, 8, kind="JPEG", colour=(200, 60, 59), quality=100, icc_profile=p3_profile)

    image = Image.open(images.reencode(file))

    assert image.getpixel((4, 4)) == pytest.approx((217, 42, 51), abs=2)
    assert "icc_profile" not in image.info


@pytest.mark.parametrize(
    ("mode", "colour"), [("I;16", 200 * 256 + 7), ("L", 200), ("LA", (200, 255)), ("1", 1)]
)
def test_tones_are_kept_in_all_depths(mode, colour):
    clean = images.reencode(picture(30, 30, mode=mode, colour=colour))

    tone = 255 if mode == "1" else 200
    assert Image.open(clean).convert("RGB").getpixel((10, 10)) == (tone, tone, tone)


def test_image_that_is_made_smaller_has_no_seams():
    side = images.MAX_SIDE_PIXELS
    tall = Image.linear_gradient("L").resize((40, side + side // 3)).convert("RGB")
    content = BytesIO()
    tall.save(content, "PNG")

    small = Image.open(images.reencode(SimpleUploadedFile("tall.png", content.getvalue())))

    expected = tall.resize(small.size, Image.Resampling.LANCZOS)
    assert max(high for _, high in ImageChops.difference(small, expected).getextrema()) <= 1


def test_form_and_storage_decode_a_picture_once(monkeypatch):
    drawn, draw = [], images.draw
    monkeypatch.setattr(images, "draw", lambda image: drawn.append(image) or draw(image))
    field = images.UploadedImageField(upload_to="covers")
    field.set_attributes_from_name("cover")

    stored = field.attr_class(SimpleNamespace(), field, None)
    stored.save("x.png", field.formfield().clean(picture()), save=False)

    assert len(drawn) == 1


def test_name_of_the_file_may_be_long():
    file = picture()
    file.name = f"{'x' * 200}.png"

    assert images.UploadedImageField(upload_to="covers").formfield().clean(file).name == "image.png"


def test_picture_that_grows_beyond_the_limit_is_kept_smaller(monkeypatch):
    file = picture(400, 400, kind="WEBP", mode="RGBA", colour=(1, 2, 3, 4), lossless=True)
    monkeypatch.setattr(images, "MAX_BYTES", file.size + 50)

    assert Image.open(images.reencode(file)).size == (200, 200)
