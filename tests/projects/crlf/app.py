import modal

app = modal.App("windows")


@app.function()
def build(): ...
