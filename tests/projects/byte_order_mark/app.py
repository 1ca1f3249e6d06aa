import modal; f = modal.Function.from_name("bommed", "go")
app = modal.App("bommed")


@app.function()
def go(): ...


wrong = modal.Function.from_name("bommed", "goo")
#@ diag("goo", from-name-unknown-target)
