import os

import modal

APP = os.environ.get("APP_NAME", "env-default")
app = modal.App(APP)


@app.function()
def work(): ...


unsure = modal.Function.from_name(os.environ["OTHER_APP"], "wrok")
default = modal.Function.from_name(APP, "work")
#@ def("work", "app.py: def <<work>>")
default_by_name = modal.Function.from_name("env-default", "work")
#@ def("work", "app.py: def <<work>>")
