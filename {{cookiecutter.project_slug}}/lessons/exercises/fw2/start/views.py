from django.shortcuts import get_object_or_404, render

from .models import Tag

__all__ = ["Tag", "get_object_or_404", "render"]
