from .app import app


@app.function()
def remove(): ...
