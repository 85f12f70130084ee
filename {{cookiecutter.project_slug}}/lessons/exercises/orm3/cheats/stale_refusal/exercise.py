from django.db.models import F
from orm3.models import Item


def buy(item, pieces):
    enough = Item.objects.filter(pk=item.pk, stock__gte=pieces)
    if not enough.update(stock=F("stock") - pieces):
        return False
    item.refresh_from_db()
    return True
