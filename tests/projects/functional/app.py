import modal

app = modal.App("functional")


def score(text: str) -> float:
    return 0.0


class Model:
    @modal.method()
    def run(self): ...


remote_score = app.function(gpu="L4")(score)
RemoteModel = app.cls()(Model)
