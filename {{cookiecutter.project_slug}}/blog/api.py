"""Posts as JSON: everybody may read, authors and Editors may change."""

from typing import Annotated

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import parse_etags
from ninja import Field, ModelSchema, Query, Router, Status
from ninja.decorators import decorate_view
from ninja.errors import HttpError
from ninja.pagination import paginate

from accounts.api import public
from core.api import form_errors
from core.page_cache import cached_for_visitors
from core.pagination import KeysetPagination

from .forms import PostForm
from .models import Post

router = Router(tags=["posts"])

# The fields of the form, without those of the cover, which is uploaded on the website.
FIELDS = [name for name in PostForm.Meta.fields if not name.startswith("cover")]


class PostOut(ModelSchema):
    """A post as the API shows it."""

    author: str = Field(alias="author.name")
    tags: list[str]
    url: str = Field(alias="get_absolute_url")

    class Meta:
        model = Post
        fields = ["id", *FIELDS, "updated_at"]

    @staticmethod
    def resolve_tags(post):
        """Return the names of the tags."""
        return [tag.name for tag in post.tags.all()]


class PostIn(ModelSchema, extra="forbid"):
    """The body of a request to write or replace a post. Without `published_at` it is a draft."""

    tags: list[Annotated[str, Field(pattern="^[^,]*$")]] = []

    class Meta:
        model = Post
        fields = FIELDS


@router.get("/", response=list[PostOut], auth=public)
@decorate_view(cached_for_visitors)
@paginate(KeysetPagination)
def list_posts(request, q: str = Query("", max_length=200)):
    """List the published posts, or those that a search finds, newest first."""
    posts = Post.objects.published().with_author_and_tags()
    return posts.search(q).order_by("-published_at", "-pk") if q else posts


@router.get("/{int:post_id}", response=PostOut, auth=public)
def get_post(request, response: HttpResponse, post_id: int):
    """Return one post: a published one, or one that you may change."""
    post = get_object_or_404(Post.objects.visible_to(request.user), pk=post_id)
    response.headers["ETag"] = etag_of(post)
    return post


@router.post("/", response={201: PostOut})
def create_post(request, payload: PostIn):
    """Write a post."""
    if not request.user.has_perm("blog.add_post"):
        raise PermissionDenied("Your account may not write posts.")
    return Status(201, save_post(Post(author=request.user), payload))


@router.put("/{int:post_id}", response=PostOut)
@transaction.atomic
def update_post(request, response: HttpResponse, post_id: int, payload: PostIn):
    """Replace a post; its cover stays. `If-Match`: only if the post still has this `ETag`."""
    posts = Post.objects.changeable_by(request.user)
    post = save_post(get_to_change(request, posts, post_id), payload)
    post.refresh_from_db()  # as the next request reads it
    response.headers["ETag"] = etag_of(post)
    return post


@router.delete("/{int:post_id}", response={204: None})
@transaction.atomic
def delete_post(request, post_id: int):
    """Delete a post and its comments. `If-Match`: only if the post still has this `ETag`."""
    get_to_change(request, Post.objects.deletable_by(request.user), post_id).delete()
    return Status(204, None)


def etag_of(post):
    """Return a text that differs after each change of the post."""
    return f'"{PostForm(instance=post).initial["version"]}"'


def get_to_change(request, posts, post_id):
    """Return the post, locked; answer 412 if somebody changed it since the client read it."""
    post = get_object_or_404(posts.select_for_update(), pk=post_id)
    known = parse_etags(request.headers.get("If-Match", "*"))
    if "*" not in known and etag_of(post) not in known:
        raise HttpError(412, "Somebody changed the post since you read it. Read it again.")
    return post


def save_post(post, payload):
    """Save the post through the form of the website, or answer 422 with the form's errors."""
    data = payload.dict() | {"tags": ", ".join(payload.tags), "cover_alt": post.cover_alt}
    form = PostForm(data, instance=post)
    if not form.is_valid():
        raise form_errors(form)
    return form.save()
