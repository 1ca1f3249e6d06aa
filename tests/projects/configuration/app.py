import modal

app = modal.App("configured")


@app.function()
def run(): ...


wrong = modal.Function.from_name("configured", "rnu")
#@ diag("rnu", from-name-unknown-target, severity=hint)
ignored = modal.Function.from_name("confgured", "run")
