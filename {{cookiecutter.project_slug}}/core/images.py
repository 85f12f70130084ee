"""Uploaded images: what is accepted, and what of them is stored under which name."""

from contextlib import suppress
from io import SEEK_CUR, BytesIO
from math import ceil, floor
from threading import Lock
from typing import Any
from uuid import uuid4

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.validators import FileExtensionValidator
from django.db.models import ImageField
from django.db.models.fields.files import ImageFieldFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms, ImageOps
from PIL.ExifTags import Base
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.WebPImagePlugin import WebPImageFile

EXTENSIONS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}
MAX_BYTES = 5 * 1024 * 1024
MAX_PIXELS = 25_000_000
MAX_SIDE_PIXELS = 2000

# A thousand bytes may describe half a gigabyte of pixels. Decoding takes at most this, one image
# at a time in each process; what is kept of it takes some 20 MB more.
MAX_DECODED_BYTES = 50_000_000
decoding = Lock()

# What Pillow raises for a file that is broken, or something else.
UNREADABLE = (
    *(ArithmeticError, EOFError, LookupError, OSError, SyntaxError, TypeError, ValueError),
    Image.DecompressionBombError,
)
NOT_AN_IMAGE = _("The file is not a JPEG, PNG or WebP image. Save it as one of these first.")


class Reencoded(File):
    """An image that `reencode()` made: it can be stored as it is."""


def reencode(file):
    """
    Return the pixels of an image, upright and at most 2000 a side, as a new file of its format.

    What else the file holds goes: place, camera, comments, other pictures or frames, and whatever
    may hide behind its pixels. Raises ValidationError if the file is too large, or not an image.
    """
    if file.size > MAX_BYTES:
        raise ValidationError(
            _("The file has %(size)s. Choose one with at most %(limit)s.")
            % {"size": filesizeformat(file.size), "limit": filesizeformat(MAX_BYTES)}
        )
    content = BytesIO()
    try:
        with decoding:
            image = open_image(file)
            clean, kind = draw(image), str(image.format)
            if clean.mode == "RGBA":  # To encode it as WebP would take 100 MB more.
                kind = "PNG"
            del image
            clean.save(content, kind, quality=85, method=0)
            if content.tell() > MAX_BYTES:  # A palette, or another format, took less.
                clean.reduce(2).save(content := BytesIO(), kind)
    except UNREADABLE as error:
        raise ValidationError(NOT_AN_IMAGE) from error
    return Reencoded(content, f"image.{EXTENSIONS[kind]}")


def open_image(file):
    """Open the first picture of a file, and bound what decoding it will take."""
    decoders: list[Any] = [JpegImageFile, PngImageFile, WebPImageFile]
    for decoder in decoders:  # Image.open() would look for the other pictures of a JPEG.
        file.seek(0)
        with suppress(SyntaxError):
            image = decoder(file)
            break
    else:
        raise ValidationError(NOT_AN_IMAGE)
    (width, height), rate = image.size, bytes_per_pixel(image, file)
    limit = min(MAX_PIXELS, MAX_DECODED_BYTES / rate)
    if (width + 2) * (height + 2) > limit:  # Each row costs as much as two pixels.
        raise ValidationError(
            _(
                "The image has %(width)s × %(height)s pixels. "
                "Make it smaller: %(limit)s million pixels at most."
            )
            % {"width": width, "height": height, "limit": int(limit / 1_000_000)}
        )
    if width * height * (rate + 3) > MAX_DECODED_BYTES:
        image.draft(None, (width // 2, height // 2))  # does nothing to a PNG or WebP
    return image


def bytes_per_pixel(image, file):
    """Return the memory that decoding takes for each pixel; of a JPEG, at half its size."""
    if image.format != "JPEG":
        return 12 if image.format == "WEBP" else 4
    size = 6 + 2 * image.layers  # of the header of a scan with all colors, which was read last
    file.seek(-size, SEEK_CUR)
    if not image.info.get("progressive") and file.read(3) == bytes([0, size, image.layers]):
        return 1
    samples = [across * down for _, across, down, _ in image.layer]
    return 1 + 2 * sum(samples) / max(samples)  # with several scans, all coefficients are kept


def draw(image):
    """Return a new image with these pixels in sRGB, upright, and at most 2000 a side."""
    image.load()
    image.fp = vars(image)["_decoder"] = None  # with copies of the pixels of a WebP
    mode = "RGBA" if image.has_transparency_data and image.format != "JPEG" else "RGB"
    raw_mode = image.mode if image.mode in {"CMYK", "L"} and mode == "RGB" else mode
    raw_mode = "L" if image.mode == "I;16" else raw_mode
    in_srgb = srgb_transform(image.info.get("icc_profile"), raw_mode, mode)
    scale = max(1, max(image.size) / MAX_SIDE_PIXELS)
    clean = Image.new(mode, [max(1, round(side / scale)) for side in image.size])
    for top in range(0, clean.height, 64):  # resize() and convert() copy all that they get
        bottom = min(top + 64, clean.height)
        clean.paste(in_srgb(strip(image, raw_mode, clean, top, bottom)), (0, top))
    with suppress(*UNREADABLE):  # Metadata may be broken, and the picture good.
        clean.getexif()[Base.Orientation] = image.getexif()[Base.Orientation]
        ImageOps.exif_transpose(clean, in_place=True)
    return clean


def strip(image, mode, clean, top, bottom):
    """Return some rows of the clean image, made from those of the other one."""
    scale = image.height / clean.height
    first, last = top * scale, bottom * scale
    margin = 3 * scale if image.size != clean.size else 0  # what the filter looks at
    begin = max(0, floor(first - margin))
    part = image.crop((0, begin, image.width, min(image.height, ceil(last + margin))))
    if image.mode == "I;16":
        part = part.point(lambda tone: tone / 256)  # convert() makes nearly all of them white
    box = (0, first - begin, image.width, last - begin)
    lanczos = Image.Resampling.LANCZOS
    return part.convert(mode).resize((clean.width, bottom - top), lanczos, box, reducing_gap=3)


def srgb_transform(profile, mode, new_mode):
    """Return a function that takes an image to another mode, and from its profile to sRGB."""
    try:
        colors, srgb = (
            ImageCms.ImageCmsProfile(BytesIO(profile or b"")),
            ImageCms.createProfile("sRGB"),
        )
        return ImageCms.buildTransform(colors, srgb, mode, new_mode).apply
    except (OSError, ImageCms.PyCMSError):
        return lambda image: image.convert(new_mode)


class ReencodedFile(ImageFieldFile):
    """The file of a row; on its way into the storage it becomes a new one."""

    def save(self, name, content, save=True):
        """Store the pixels of the content; the name that it had is not used."""
        clean = content if isinstance(content, Reencoded) else reencode(content)
        super().save(str(clean.name), clean, save)


class PictureField(forms.ImageField):
    """Take an image from a form, as a new one."""

    default_validators = [FileExtensionValidator(["jpg", "jpeg", "png", "webp"])]
    widget = forms.ClearableFileInput({"accept": "image/jpeg,image/png,image/webp"})

    def to_python(self, data):
        """Return the new image, or None; Django's field would try all decoders of Pillow."""
        if file := forms.FileField.to_python(self, data):
            self.run_validators(file)
            return reencode(file)
        return None


class UploadedImageField(ImageField):
    """Image of a visitor: checked, re-encoded, and stored in `upload_to` under a random name."""

    attr_class = ReencodedFile

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("help_text", _("JPEG, PNG or WebP, at most 5 MB."))
        super().__init__(*args, **kwargs)

    def validate(self, value, model_instance):
        """Refuse a new image of an author who has as many in this model as the settings allow."""
        super().validate(value, model_instance)
        author = getattr(model_instance, "author_id", None)
        if author and not value._committed:
            others = type(model_instance)._base_manager.exclude(pk=model_instance.pk)
            number = others.filter(author=author).exclude(**{self.name: ""}).count()
            if number >= settings.MAX_PICTURES:
                message = _("You have %(number)s pictures here, the most that are allowed.")
                raise ValidationError(message % {"number": number})

    def formfield(self, **kwargs):
        """Return a field that takes any file name: none is kept."""
        return super().formfield(**{"form_class": PictureField, "max_length": None, **kwargs})

    def generate_filename(self, instance, filename):
        """Return a path that nobody can choose or guess."""
        return f"{self.upload_to}/{uuid4()}.{filename.rpartition('.')[2]}"
