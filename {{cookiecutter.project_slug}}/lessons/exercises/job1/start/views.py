from django.http import HttpResponse
from django.views.decorators.http import require_GET

TEXT = "text/plain; charset=utf-8"


@require_GET
def hello(request):
    """Greet somebody; without a name, or with an empty one, the world."""
    name = request.GET.get("name") or "world"
    return HttpResponse(f"Hello, {name}!\n", content_type=TEXT)


def not_found(request, exception):
    """Answer all other addresses."""
    return HttpResponse("Nothing is here.\n", content_type=TEXT, status=404)
