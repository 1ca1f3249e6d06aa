import modal

from settings import settings

app = modal.App(settings.app_name)


@app.cls()
class Ranker: ...
