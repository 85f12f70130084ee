from django import forms

from .basket import MAX_PIECES
from .models import Order


class QuantityForm(forms.Form):
    """Ask how many pieces; 0 removes a product from the basket."""

    quantity = forms.IntegerField(min_value=0, max_value=MAX_PIECES)


class OrderForm(forms.ModelForm):
    """Ask where an order goes. The website and the API use the same form."""

    checkout_token = forms.UUIDField(widget=forms.HiddenInput)
    expected_total = forms.DecimalField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Order
        fields = ["name", "street", "postcode", "city", "country"]
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "street": forms.TextInput(attrs={"autocomplete": "street-address"}),
            "postcode": forms.TextInput(attrs={"autocomplete": "postal-code"}),
            "city": forms.TextInput(attrs={"autocomplete": "address-level2"}),
            "country": forms.TextInput(attrs={"autocomplete": "country-name"}),
        }

    def order_for(self, customer):
        """Return the order with the address of the form, not saved yet."""
        order = self.save(commit=False)
        order.customer, order.email = customer, customer.email
        order.checkout_token = self.cleaned_data["checkout_token"]
        return order
