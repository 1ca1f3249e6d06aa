"""The web front: a FastAPI app that asks the other apps, and one small endpoint."""

import modal

from shop.common.images import web_image
from shop.common.names import CATALOG_APP, ORDERS_APP, SEARCH_APP, WEB_APP

app = modal.App(WEB_APP, image=web_image)


@app.function(scaledown_window=300)
@modal.concurrent(max_inputs=50)
@modal.asgi_app()
def api():
    from fastapi import FastAPI, HTTPException

    web = FastAPI(title="shop")
    search = modal.Function.from_name(SEARCH_APP, "search")
    place_order = modal.Function.from_name(ORDERS_APP, "place_order")

    @web.get("/health")
    async def health():
        return {"status": "ok"}

    @web.get("/search")
    async def find(query: str):
        return await search.remote.aio(query)

    @web.get("/similarity")
    async def similarity(left: str, right: str):
        embedder = modal.Cls.from_name("shop-catalog", "Embedder")()
        return {"similarity": await embedder.similarity.remote.aio(left, right)}

    @web.post("/orders")
    async def order(sku: str, quantity: int = 1):
        if not await place_order.remote.aio(sku, quantity):
            raise HTTPException(status_code=409, detail="out of stock")
        checkout = modal.Cls.from_name(ORDERS_APP, "Checkout")(currency="EUR")
        return await checkout.charge.remote.aio(sku, 100 * quantity)

    return web


@app.function()
@modal.fastapi_endpoint(method="GET", docs=True)
def product_of_the_day() -> dict:
    list_products = modal.Function.from_name(CATALOG_APP, "list_products")
    return list_products.remote(limit=1)[0]
