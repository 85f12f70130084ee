from django.db.models import F
from orm3.models import Item


def buy(item, pieces):
    """Take pieces from the stock, and return whether there were enough."""
    enough = Item.objects.filter(pk=item.pk, stock__gte=pieces)
    changed = enough.update(stock=F("stock") - pieces)
    item.refresh_from_db()
    return changed == 1
