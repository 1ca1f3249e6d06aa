from shared import make_app

app = make_app("export")


@app.function()
def push(): ...
