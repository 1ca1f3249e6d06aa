import modal

from plugins import register_all

app = modal.App("open-ended")


@app.function()
def known(): ...


for name in ["a", "b"]:
    app.function(name=name + register_all())(known)
