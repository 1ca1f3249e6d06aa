import modal

app = modal.App("kinds")


@app.cls()
class Model:
    @modal.method()
    def predict(self): ...


@app.function()
def train(): ...
