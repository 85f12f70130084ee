"""Parts of pages that show the social site and are not pages of it."""

from django import template

from social.models import Note, profile_of

register = template.Library()


@register.simple_tag(takes_context=True)
def latest_notes(context, number):
    """Return the newest notes that the viewer may read. Two queries."""
    viewer = profile_of(context["request"].user)
    return Note.objects.visible_to(viewer).with_details(viewer)[:number]


@register.simple_tag(takes_context=True)
def unread_notifications(context):
    """Return how many notifications the viewer has not seen. One query."""
    viewer = profile_of(context["request"].user)
    return viewer.notifications.visible(viewer).unread().count() if viewer else 0
