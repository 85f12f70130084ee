from django.shortcuts import get_object_or_404, render  # noqa: F401

from .models import Tag  # noqa: F401
