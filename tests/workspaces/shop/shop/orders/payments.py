"""Payments: a class on the app that another file defines."""

import os

import modal

from shop.orders.app import app
from shop.orders.stores import payments_secret


@app.cls(secrets=[payments_secret], scaledown_window=120)
class Checkout:
    """Charges customers; one instance for each currency."""

    currency: str = modal.parameter(default="EUR")

    @modal.enter()
    def connect(self):
        self.key = os.environ["PAYMENTS_KEY"]

    @modal.method()
    def charge(self, order_id: str, cents: int) -> dict:
        return {"order": order_id, "cents": cents, "currency": self.currency, "paid": bool(self.key)}
