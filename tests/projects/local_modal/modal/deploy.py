import modal

app = modal.App("local-folder")


@app.function()
def serve(): ...
