import modal

app = modal.App("shadow")


@app.function()
def render(): ...
