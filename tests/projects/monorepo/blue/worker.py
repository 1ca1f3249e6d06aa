import modal

app = modal.App("worker")


@app.function()
def run_job(): ...


@app.function()
def only_blue(): ...
