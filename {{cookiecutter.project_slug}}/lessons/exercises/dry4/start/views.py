from types import SimpleNamespace

from django.shortcuts import render

CHAPTERS = [SimpleNamespace(number=number, title=f"Chapter {number}") for number in (1, 2, 3)]


def page(request, number=None):
    """Show the navigation, on whatever page of the guide."""
    return render(request, "dry4/nav.html", {"chapters": CHAPTERS})
