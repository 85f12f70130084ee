"""What the social site keeps: people, their notes, and what they tell each other and moderators."""

from .messages import Notification, Report
from .notes import Hashtag, Like, Note
from .people import Block, Follow, Profile

__all__ = ["Block", "Follow", "Hashtag", "Like", "Note", "Notification", "Profile", "Report"]
