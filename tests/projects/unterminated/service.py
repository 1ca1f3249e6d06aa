import modal

app = modal.App("speech")


@app.cls()
class Transcriber: ...


@app.function()
def warm_up(): ...
