import modal

image = modal.Image.debian_slim().pip_install("torch")
app = modal.App("described", image=image)


class Base:
    @modal.method()
    def warm(self): ...


@app.cls(gpu="H100", scaledown_window=300)
@modal.concurrent(max_inputs=8)
class Generator(Base):
    """Writes texts."""

    @modal.enter()
    def load(self): ...

    @modal.method()
    def generate(self, prompt: str) -> str: ...


@app.function(schedule=modal.Period(hours=6))
def nightly():
    """Cleans up."""


@app.function()
@modal.fastapi_endpoint(method="POST")
def hook(body: dict): ...


@app.local_entrypoint()
def main(): ...
#@ symbols("described", "Generator", "Generator/load", "Generator/generate", "nightly", "hook", "main")
