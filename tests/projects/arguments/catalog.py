import modal

app = modal.App("shop-catalog")


@app.cls(gpu="T4")
class Embedder:
    #@ hover("Embedder", "class Embedder", "shop-catalog", "gpu")
    #@ refs("Embedder", "catalog.py: class <<Embedder>>:", `client.py: keywords = modal.Cls.from_name(app_name="shop-catalog", name="<<Embedder>>")`, `client.py: positional = modal.Cls.from_name("shop-catalog", "<<Embedder>>")`, `client.py: swapped = modal.Cls.from_name(name="<<Embedder>>"`, `client.py: mixed = modal.Cls.from_name("shop-catalog", name="<<Embedder>>")`)
    @modal.method()
    def embed(self, text: str) -> list[float]: ...


@app.function()
def reindex(limit: int = 10): ...
