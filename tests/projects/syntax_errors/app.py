import modal

app = modal.App("steady")


@app.function()
def tick(): ...
