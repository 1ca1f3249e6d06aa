"""Names of everything that is deployed, so that nobody has to type one twice."""

from dataclasses import dataclass

CATALOG_APP = "shop-catalog"
SEARCH_APP = "shop-search"
ORDERS_APP = "shop-orders"
SHIPPING_APP = "shop-shipping"
WEB_APP = "shop-web"
NIGHTLY_APP = "shop-nightly"

PRODUCT_VOLUME = "shop-products"
STOCK_DICT = "shop-stock"
ORDER_QUEUE = "shop-order-queue"
PAYMENTS_SECRET = "shop-payments"


@dataclass(frozen=True)
class Limits:
    """Numbers that are tuned together."""

    embed_timeout: int = 300
    batch_size: int = 64
    results: int = 20


LIMITS = Limits()
