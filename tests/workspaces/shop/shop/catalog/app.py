"""The catalogue: products on a volume, and a GPU class that turns texts into vectors."""

import json
from pathlib import Path

import modal

from shop.common.images import base_image, embedding_image
from shop.common.names import CATALOG_APP, LIMITS, PRODUCT_VOLUME, STOCK_DICT

app = modal.App(CATALOG_APP)

products = modal.Volume.from_name(PRODUCT_VOLUME, create_if_missing=True)
stock = modal.Dict.from_name(STOCK_DICT, create_if_missing=True)

PRODUCTS_PATH = "/products"


@app.cls(
    image=embedding_image,
    gpu="L4",
    timeout=LIMITS.embed_timeout,
    scaledown_window=300,
    volumes={PRODUCTS_PATH: products},
)
class Embedder:
    """Turns product texts and queries into vectors of the same space."""

    model_name: str = modal.parameter(default="BAAI/bge-small-en-v1.5")

    @modal.enter()
    def load(self):
        import torch
        from sentence_transformers import SentenceTransformer

        if not torch.cuda.is_available():
            raise RuntimeError("this container got no GPU")
        self.model = SentenceTransformer(self.model_name, device="cuda")

    @modal.method()
    def embed(self, texts: list[str]) -> list[list[float]]:
        return self.model.encode(texts, batch_size=LIMITS.batch_size).tolist()

    @modal.method()
    def similarity(self, left: str, right: str) -> float:
        import numpy

        first, second = self.model.encode([left, right])
        return float(numpy.dot(first, second))


@app.function(image=base_image, volumes={PRODUCTS_PATH: products})
def list_products(limit: int = 100) -> list[dict]:
    """Products in stock, the newest first."""
    products.reload()
    rows = json.loads((Path(PRODUCTS_PATH) / "products.json").read_text())
    rows = [row for row in rows if stock.get(row["sku"], 0) > 0]
    return sorted(rows, key=lambda row: row["added"], reverse=True)[:limit]


@app.function(image=base_image, volumes={PRODUCTS_PATH: products}, timeout=1800)
def refresh_index() -> int:
    """Embeds every product anew and writes the vectors beside them."""
    rows = list_products.remote(limit=10_000)
    texts = [row["title"] for row in rows]
    batches = [texts[at : at + LIMITS.batch_size] for at in range(0, len(texts), LIMITS.batch_size)]
    vectors = [vector for batch in Embedder().embed.map(batches) for vector in batch]
    (Path(PRODUCTS_PATH) / "vectors.json").write_text(json.dumps(vectors))
    products.commit()
    return len(vectors)


@app.local_entrypoint()
def main():
    print(f"embedded {refresh_index.remote()} products")
