"""Shipping: an app of its own, which the orders app includes."""

import modal

from shop.common.images import base_image
from shop.common.names import SHIPPING_APP
from shop.orders.stores import orders

shipping_app = modal.App(SHIPPING_APP)


@shipping_app.function(image=base_image, timeout=600)
def ship_orders(limit: int = 50) -> int:
    """Ships what waits in the queue, at most `limit` orders."""
    waiting = orders.get_many(limit, block=False)
    for order in waiting:
        print(f"shipping {order['quantity']} of {order['sku']}")
    return len(waiting)
