"""The orders app. Deploy it as `shop.orders.deploy`, which brings the payments along."""

import modal

from shop.common.images import base_image
from shop.common.names import ORDERS_APP
from shop.orders.shipping import shipping_app
from shop.orders.stores import orders, stock

app = modal.App(ORDERS_APP, image=base_image)
app.include(shipping_app)


@app.function()
def place_order(sku: str, quantity: int = 1) -> bool:
    """Takes the goods out of stock and queues the order; false when there are too few."""
    left = stock.get(sku, 0)
    if left < quantity:
        return False
    stock[sku] = left - quantity
    orders.put({"sku": sku, "quantity": quantity})
    return True
