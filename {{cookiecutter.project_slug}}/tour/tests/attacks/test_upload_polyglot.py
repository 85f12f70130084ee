"""
Polyglot upload: a file is a picture and a program at the same time.

Uploads are encoded again: the pixels stay, and what else is in the file goes, with its name.
https://docs.djangoproject.com/en/6.1/topics/security/#user-uploaded-content
"""

from io import BytesIO
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import FileField, ImageField
from PIL import Image

from core.apps import own_apps
from core.images import UploadedImageField

PROTECTION = "core/images.py: def reencode(file)"

PROGRAM = b"<?php system($_GET['command']); ?>"
MODELS = [model for app in own_apps() for model in app.get_models()]
FIELDS = [field for model in MODELS for field in model._meta.fields if isinstance(field, FileField)]


def attack(field_class):
    """Upload a picture that goes on as a program; return name and content of what is stored."""
    picture = BytesIO()
    Image.new("RGB", (2, 2), "red").save(picture, "PNG")
    upload = SimpleUploadedFile("evil.php.png", picture.getvalue() + PROGRAM)
    field = field_class(upload_to="pictures")
    field.set_attributes_from_name("picture")
    stored = field.attr_class(SimpleNamespace(), field, None)
    stored.save(upload.name, field.formfield().clean(upload), save=False)
    with stored.open() as file:
        return stored.name, file.read()


@pytest.mark.parametrize("field_class", {UploadedImageField, *map(type, FIELDS)})
def test_attack_leaves_the_pixels_and_nothing_else(field_class):
    name, content = attack(field_class)

    assert Image.open(BytesIO(content)).getpixel((0, 0)) == (255, 0, 0)
    assert PROGRAM not in content
    assert "evil" not in name


def test_control_a_field_that_only_looks_at_the_pixels_stores_the_program():
    name, content = attack(ImageField)

    assert name == "pictures/evil.php.png"
    assert content.endswith(PROGRAM)
