def buy(item, pieces):
    item.refresh_from_db()
    if item.stock < pieces:
        return False
    item.stock -= pieces
    item.save()
    return True
