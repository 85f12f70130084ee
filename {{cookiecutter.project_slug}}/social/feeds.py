from django.shortcuts import get_object_or_404

from core.feeds import SiteFeed

from .models import Note, Profile, profile_of


class ProfileFeed(SiteFeed):
    """The 20 newest notes of somebody who is not private, for feed readers."""

    def get_object(self, request, handle):
        """Return the person, or answer 404: a feed reader is nobody's follower."""
        people = Profile.objects.visible_to(profile_of(request.user)).filter(is_private=False)
        return get_object_or_404(people.select_related("user"), handle=handle.lower())

    def title(self, person):
        """Return the name of the person."""
        return f"{person.user.name} ({person})"

    def link(self, person):
        """Return the URL of the person."""
        return person.get_absolute_url()

    def description(self, person):
        """Return the person's text about themselves."""
        return person.bio

    def items(self, person):
        """Return the notes of the feed."""
        return Note.objects.visible_to(None).filter(author=person)[:20]

    def item_title(self, item):
        """Return the first words."""
        return str(item)

    def item_description(self, item):
        """Return the note as HTML."""
        return item.text_html

    def item_pubdate(self, item):
        """Return when the note was published."""
        return item.created_at
