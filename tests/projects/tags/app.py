import modal

app = modal.App("tagged")


@app.function(name="rank-v2")
#@ hover("rank-v2", "rank")
def rank(): ...


@app.function(name="sort-" + "v1")
def sort(): ...
