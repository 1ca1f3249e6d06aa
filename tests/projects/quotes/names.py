import modal

app = modal.App('text-tools')


@app.function()
def summarise(): ...
