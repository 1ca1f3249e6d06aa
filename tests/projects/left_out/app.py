import modal

app = modal.App("present")


@app.function()
def now(): ...


wrong = modal.Function.from_name("present", "nwo")
#@ diag("nwo", from-name-unknown-target)
gone = modal.Function.from_name("archived", "then")
#@ def("then", none)
