"""The nightly job: ships what is left and rebuilds the search index."""

import modal

from shop.common.images import base_image
from shop.common.names import CATALOG_APP, NIGHTLY_APP, ORDERS_APP, SEARCH_APP

app = modal.App(NIGHTLY_APP, image=base_image)

Embedder = modal.Cls.from_name(CATALOG_APP, "Embedder")


@app.function(schedule=modal.Cron("15 2 * * *", timezone="Europe/Berlin"), timeout=3600)
def rebuild():
    shipped = modal.Function.from_name(ORDERS_APP, "ship_orders").remote(limit=500)
    embedded = modal.Function.from_name(SEARCH_APP, "reindex").remote()
    probe = Embedder().embed.remote(["a probe"])
    print(f"shipped {shipped}, embedded {embedded}, {len(probe[0])} dimensions")
