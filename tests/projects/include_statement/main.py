import modal
from orders import orders

app = modal.App("storefront")
app.include(orders)


@app.function()
def home(): ...
