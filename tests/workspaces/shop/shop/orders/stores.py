"""State that several files of the orders app share."""

import modal

from shop.common.names import ORDER_QUEUE, PAYMENTS_SECRET, STOCK_DICT

orders = modal.Queue.from_name(ORDER_QUEUE, create_if_missing=True)
stock = modal.Dict.from_name(STOCK_DICT, create_if_missing=True)
payments_secret = modal.Secret.from_name(PAYMENTS_SECRET, required_keys=["PAYMENTS_KEY"])
