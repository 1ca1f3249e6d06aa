import modal

app = modal.App("marked")


@app.function()
def paint(): ...


one = modal.Function.from_name("marked", "paint")
#@ highlight("paint", "app.py: def <<paint>>", `app.py: one = modal.Function.from_name("marked", "<<paint>>")`, `app.py: two = modal.Function.from_name("marked", "<<paint>>")`)
two = modal.Function.from_name("marked", "paint")
#@ wsymbols("paint", "paint")
