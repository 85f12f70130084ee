"""Uploaded images: what is accepted, and what of them is stored under which name."""

from io import BytesIO
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.validators import FileExtensionValidator
from django.db.models import ImageField
from django.db.models.fields.files import ImageFieldFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

EXTENSIONS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}
MAX_BYTES = 5 * 1024 * 1024
MAX_PIXELS = 25_000_000
MAX_SIDE_PIXELS = 2000

# What Pillow raises for a file that is broken, something else, or far too large.
UNREADABLE = (OSError, SyntaxError, ValueError, Image.DecompressionBombError)
NOT_AN_IMAGE = _("The file is not a JPEG, PNG or WebP image. Save it as one of these first.")


def validate_image(file):
    """Refuse a file that is too large, or whose content is not a JPEG, PNG or WebP image."""
    if file.closed:
        return  # It is in the storage already, and was checked on its way there.
    if file.size > MAX_BYTES:
        raise ValidationError(
            _("The file has %(size)s. Choose one with at most %(limit)s.")
            % {"size": filesizeformat(file.size), "limit": filesizeformat(MAX_BYTES)}
        )
    try:
        file.seek(0)
        image = Image.open(file, formats=list(EXTENSIONS))
        width, height = image.size
        if width * height <= MAX_PIXELS:
            image.load()
    except UNREADABLE as error:
        raise ValidationError(NOT_AN_IMAGE) from error
    finally:
        file.seek(0)
    if width * height > MAX_PIXELS:
        raise ValidationError(
            _(
                "The image has %(width)s × %(height)s pixels. "
                "Make it smaller: %(limit)s million pixels at most."
            )
            % {"width": width, "height": height, "limit": MAX_PIXELS // 1_000_000}
        )


def reencode(file):
    """
    Return the pixels of an image, upright and at most 2000 a side, as a new file of its format.

    What else the file holds goes: place, camera, comments, frames of an animation, and whatever
    may hide behind its pixels. Raises ValidationError if the file is not an image.
    """
    try:
        file.seek(0)
        opened = Image.open(file, formats=list(EXTENSIONS))
        kind = str(opened.format)
        image = ImageOps.exif_transpose(opened)
        image.thumbnail((MAX_SIDE_PIXELS, MAX_SIDE_PIXELS))
        transparent = image.has_transparency_data and kind != "JPEG"
        # Pixels alone are taken over: profiles and texts stay with the old image.
        clean = Image.new("RGBA" if transparent else "RGB", image.size)
        clean.paste(image.convert(clean.mode))
        content = BytesIO()
        clean.save(content, kind, quality=85)
    except UNREADABLE as error:
        raise ValidationError(NOT_AN_IMAGE) from error
    return ContentFile(content.getvalue(), f"image.{EXTENSIONS[kind]}")


class ReencodedFile(ImageFieldFile):
    """The file of a row; on its way into the storage it becomes a new one."""

    def save(self, name, content, save=True):
        """Store the pixels of the content; the name that it had is not used."""
        clean = reencode(content)
        super().save(clean.name, clean, save)


class UploadedImageField(ImageField):
    """Image of a visitor: checked, re-encoded, and stored in `upload_to` under a random name."""

    attr_class = ReencodedFile
    default_validators = [FileExtensionValidator(["jpg", "jpeg", "png", "webp"]), validate_image]

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("help_text", _("JPEG, PNG or WebP, at most 5 MB."))
        super().__init__(*args, **kwargs)

    def generate_filename(self, instance, filename):
        """Return a path that nobody can choose or guess."""
        return f"{self.upload_to}/{uuid4()}.{filename.rpartition('.')[2]}"
