"""Brings all parts of the orders app together: `modal deploy -m shop.orders.deploy`."""

from shop.orders import payments
from shop.orders.app import app

__all__ = ["app", "payments"]
