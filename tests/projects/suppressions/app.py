import modal

app = modal.App("quiet")


@app.cls()
class Worker: ...
