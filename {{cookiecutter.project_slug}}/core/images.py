"""Uploaded images: what is accepted, and under which name it is stored."""

from pathlib import Path
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.validators import FileExtensionValidator
from django.template.defaultfilters import filesizeformat
from PIL import Image, UnidentifiedImageError

FORMATS = ["JPEG", "PNG", "WEBP"]
MAX_BYTES = 5 * 1024 * 1024
MAX_PIXELS = 25_000_000

validate_extension = FileExtensionValidator(["jpg", "jpeg", "png", "webp"])


def validate_image(file):
    """Refuse a file that is too large, or whose content is not a JPEG, PNG or WebP image."""
    if file.closed:
        return  # It is in the storage already, and was checked on its way there.
    if file.size > MAX_BYTES:
        raise ValidationError(
            f"The file has {filesizeformat(file.size)}. Choose one with at most "
            f"{filesizeformat(MAX_BYTES)}."
        )
    try:
        file.seek(0)
        width, height = Image.open(file, formats=FORMATS).size
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError) as error:
        raise ValidationError(
            "The file is not a JPEG, PNG or WebP image. Save it as one of these first."
        ) from error
    finally:
        file.seek(0)
    if width * height > MAX_PIXELS:
        raise ValidationError(
            f"The image has {width} × {height} pixels. Make it smaller: "
            f"{MAX_PIXELS // 1_000_000} million pixels at most."
        )


def random_name(directory, filename):
    """Return a path in the directory that nobody can guess or choose, with the old extension."""
    return f"{directory}/{uuid4()}{Path(filename).suffix.lower()}"
