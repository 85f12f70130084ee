import json

from django.http import JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from . import store


@csrf_exempt
@require_http_methods(["GET", "POST"])
def notes(request):
    """Search notes, or add one."""
    if request.method == "POST":
        return add_note(request)
    word = first(request, "q", "")
    try:
        limit = int(first(request, "limit", 3))
    except ValueError:
        limit = 3
    return JsonResponse({"word": word, "notes": store.search(word, max(limit, 0))})


def first(request, name, default):
    """Return the first value of a parameter, as Flask does."""
    return next(iter(request.GET.getlist(name)), default)


def add_note(request):
    """Add a note from {"text": "…"}."""
    try:
        data = json.loads(request.body)
    except ValueError:
        data = None
    text = data.get("text") if isinstance(data, dict) else None
    if not isinstance(text, str) or not text.strip():
        return JsonResponse({"error": "A note needs a text."}, status=400)
    number = store.add(text.strip())
    location = {"Location": f"/notes/{number}"}
    return JsonResponse({"id": number, "text": text.strip()}, status=201, headers=location)
