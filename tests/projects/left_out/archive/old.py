import modal

app = modal.App("archived")


@app.function()
def then(): ...


modal.Function.from_name("archived", "thne")
