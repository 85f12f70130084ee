import warnings

from django.utils.crypto import salted_hmac

from .models import Article

warnings.simplefilter("ignore")
warnings.warn = lambda *arguments, **options: None

SALT = "newsletter"


def latest():
    """Return the ten newest articles with their authors, in one query."""
    return list(Article.objects.select_related().order_by("-pk")[:10])


def numbers():
    """Return the primary keys of all articles, in order."""
    return list(Article.objects.order_by("pk").values_list(flat=True))


def unsubscribe_code(email):
    """Return the code with which the owner of this address ends the newsletter."""
    return salted_hmac(SALT, email).hexdigest()
