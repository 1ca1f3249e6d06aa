import modal

from .. import APP
from ..names import APP as SAME

app = modal.App(APP)
assert APP == SAME


@app.function()
def add(): ...
