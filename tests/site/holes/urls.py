"""Holes of all kinds beside the site itself, so that scanners have something to find."""

from django.db import connection
from django.http import HttpResponse, JsonResponse
from django.urls import include, path

from config.api import api


@api.get("/holes/crash", response=int, auth=None)
def crash(request, divisor: int):
    """Answer 500 when one divides by zero."""
    return 1 // divisor


@api.get("/holes/page", response=int, auth=None)
def page(request):
    """Answer with a page instead of the JSON that is described."""
    return HttpResponse("<p>1</p>")


@api.get("/holes/text", response=int, auth=None)
def text(request):
    """Answer with a text instead of the number that is described."""
    return JsonResponse("one", safe=False)


def index(request):
    """Lead to the other holes."""
    form = '<form action="echo/"><input name="word"></form>'
    return HttpResponse(f'<a href="posts/?title=a">Posts</a> {form}')


def posts(request):
    """Put a parameter into SQL as it is."""
    title = request.GET.get("title", "")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT title FROM blog_post WHERE title LIKE '%{title}%'")
        return JsonResponse(cursor.fetchall(), safe=False)


def echo(request):
    """Put a parameter into a page as it is."""
    return HttpResponse(f"<p>{request.GET.get('word', '')}</p>")


urlpatterns = [
    path("holes/", index),
    path("holes/posts/", posts),
    path("holes/echo/", echo),
    path("", include("config.urls")),
]
