from django.db import models


class Product(models.Model):
    """Something to buy."""

    title = models.CharField(max_length=100)
    stock = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(stock__gte=0), name="stock_is_not_negative")
        ]


class Order(models.Model):
    """What somebody has bought."""

    customer = models.CharField(max_length=100)


class OrderLine(models.Model):
    """How many of a product are in an order."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="lines")
    product = models.ForeignKey(Product, on_delete=models.PROTECT)
    quantity = models.PositiveIntegerField()
