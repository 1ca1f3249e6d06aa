"""Search: asks the deployed catalogue for vectors and products."""

import modal

from shop.common.images import base_image
from shop.common.names import CATALOG_APP, LIMITS, SEARCH_APP

app = modal.App(SEARCH_APP, image=base_image)

Embedder = modal.Cls.from_name("shop-catalog", "Embedder")
list_products = modal.Function.from_name(CATALOG_APP, "list_products")


@app.function()
def search(query: str, limit: int = LIMITS.results) -> list[dict]:
    """Products whose title is close to the query, the best first."""
    import numpy

    rows = list_products.remote(limit=1000)
    vectors = Embedder().embed.remote([query] + [row["title"] for row in rows])
    scores = numpy.array(vectors[1:]) @ numpy.array(vectors[0])
    return [rows[at] for at in numpy.argsort(-scores)[:limit]]


@app.function(timeout=3600)
def reindex() -> int:
    """Has the catalogue rebuild its vectors."""
    refresh_index = modal.Function.from_name(CATALOG_APP, "refresh_index")
    return refresh_index.remote()
