import modal

app = modal.App("数据-🚀")


@app.function()
def обучить(): ...


@app.cls(name="𝒳-модель")
class Model: ...
