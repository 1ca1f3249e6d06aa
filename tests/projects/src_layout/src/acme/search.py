import modal

from acme.names import APP

app = modal.App(APP)


@app.function()
def find_all(query: str): ...
