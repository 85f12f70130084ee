"""
Models of the social site: people, their notes, notifications and reports.

`visible_to(viewer)` is the gate that every page, feed, API call and search goes through. The
viewer is a Profile, or None for a person who has none.
"""

from .messages import Notification, Report
from .notes import Hashtag, Like, Note
from .people import Block, Follow, NotificationKind, Profile, profile_of

__all__ = [
    "Block",
    "Follow",
    "Hashtag",
    "Like",
    "Note",
    "Notification",
    "NotificationKind",
    "Profile",
    "Report",
    "profile_of",
]
