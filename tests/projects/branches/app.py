import sys

import modal

app = modal.App("branchy")

if sys.platform == "linux":
    NAME = "work"
else:
    NAME = "play"


@app.function()
def work(): ...


@app.function()
def play(): ...


either = modal.Function.from_name("branchy", NAME)
#@ def("NAME", "app.py: def <<work>>", "app.py: def <<play>>")
chosen = modal.Function.from_name("branchy", "work" if sys.argv else "paly")
