import modal

app = modal.App("render-farm")


@app.function(gpu="A10G")
def render(scene: str): ...
