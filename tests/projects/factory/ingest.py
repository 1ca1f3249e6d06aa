from shared import make_app

app = make_app("ingest")


@app.function()
def pull(): ...
