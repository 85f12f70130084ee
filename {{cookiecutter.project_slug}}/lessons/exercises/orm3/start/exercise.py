def buy(item, pieces):
    """Take pieces from the stock, and return whether there were enough."""
    # TODO: let one UPDATE check and subtract.
    if item.stock < pieces:
        return False
    item.stock -= pieces
    item.save()
    return True
